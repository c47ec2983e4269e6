import { revokeTrustedDevice } from '@otpost/core/trusted-device/revoke-trusted-device';
import { adminReasonSchema } from '@otpost/core/user/admin-user-schemas';
import { z } from 'zod';
import { storedAnswer } from '../../idempotency/replay.js';
import { adminRoute } from '../../route/define-route.js';
import { anyUserParams, userInReach } from './user-params.js';

export const revokeAnyTrustedDeviceRoute = adminRoute({
  method: 'post',
  path: '/admin/v1/users/:applicationId/:id/trusted-devices/:deviceId/revoke',
  role: 'support',
  reach: 'applications',
  tag: 'Users',
  summary: 'Trust a device of a user no longer',
  params: anyUserParams.extend({ deviceId: z.string().max(60) }),
  body: adminReasonSchema,
  bodyExample: { reason: 'The laptop was stolen' },
  answers: { 204: { description: 'It is asked again from now on.' } },
  errors: ['not_found'],
  replay: storedAnswer,
  handle: async ({ context, actor, params, body: { reason } }) => {
    const { deviceId } = params;
    await revokeTrustedDevice(context, { ...userInReach(context, params), actor, deviceId, reason });
    return { status: 204 };
  },
});
