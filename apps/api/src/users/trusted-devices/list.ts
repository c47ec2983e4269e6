import { listTrustedDevices } from '@otpost/core/trusted-device/list-trusted-devices';
import { trustedDeviceListSchema } from '@otpost/core/trusted-device/trusted-device-schemas';
import { applicationRoute } from '../../route/define-route.js';
import { userParams } from '../user-params.js';

export const listTrustedDevicesRoute = applicationRoute('users', {
  method: 'get',
  path: '/v1/users/:id/trusted-devices',
  tag: 'Trusted devices',
  summary: 'List the devices that need not answer a challenge',
  params: userParams,
  answers: { 200: { description: 'Those that are trusted now, oldest first.', schema: trustedDeviceListSchema } },
  errors: ['not_found'],
  handle: async ({ context, applicationId, params }) => ({
    status: 200,
    body: { devices: await listTrustedDevices(context, { applicationId, externalId: params.id }) },
  }),
});
