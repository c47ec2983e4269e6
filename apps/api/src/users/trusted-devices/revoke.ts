import { revokeTrustedDevice } from '@otpost/core/trusted-device/revoke-trusted-device';
import { z } from 'zod';
import { applicationRoute } from '../../route/define-route.js';
import { userParams } from '../user-params.js';

export const revokeTrustedDeviceRoute = applicationRoute('users', {
  method: 'delete',
  path: '/v1/users/:id/trusted-devices/:did',
  tag: 'Trusted devices',
  summary: 'Trust a device no longer',
  params: userParams.extend({ did: z.string().max(60) }),
  answers: { 204: { description: 'It is asked again from now on.' } },
  errors: ['not_found'],
  handle: async ({ context, applicationId, authority, params }) => {
    const { id: externalId, did: deviceId } = params;
    await revokeTrustedDevice(context, { applicationId, externalId, actor: authority.actor, deviceId });
    return { status: 204 };
  },
});
