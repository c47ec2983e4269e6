import { revokeAppPassword } from '@otpost/core/app-password/revoke-app-password';
import { adminReasonSchema } from '@otpost/core/user/admin-user-schemas';
import { z } from 'zod';
import { storedAnswer } from '../../idempotency/replay.js';
import { adminRoute } from '../../route/define-route.js';
import { anyUserParams, userInReach } from './user-params.js';

export const revokeAnyAppPasswordRoute = adminRoute({
  method: 'post',
  path: '/admin/v1/users/:applicationId/:id/app-passwords/:appPasswordId/revoke',
  role: 'support',
  reach: 'applications',
  tag: 'Users',
  summary: 'Revoke an app password of a user',
  params: anyUserParams.extend({ appPasswordId: z.string().max(60) }),
  body: adminReasonSchema,
  bodyExample: { reason: 'The server was sold' },
  answers: { 204: { description: 'The next check refuses it.' } },
  errors: ['not_found'],
  replay: storedAnswer,
  handle: async ({ context, actor, params, body: { reason } }) => {
    const { appPasswordId } = params;
    await revokeAppPassword(context, { ...userInReach(context, params), actor, appPasswordId, reason });
    return { status: 204 };
  },
});
