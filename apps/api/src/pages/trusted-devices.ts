import { noteVisit } from '@otpost/core/page-session/note-visit';
import { authorityOfVisit } from '@otpost/core/page-session/require-visit';
import { userOfVisit } from '@otpost/core/page-session/user-of-visit';
import { listTrustedDevices } from '@otpost/core/trusted-device/list-trusted-devices';
import { revokeTrustedDevice } from '@otpost/core/trusted-device/revoke-trusted-device';
import { z } from 'zod';
import { visitRoute } from './page-route.js';

export const listTrustedDevicesRoute = visitRoute({
  method: 'get',
  path: '/trusted-devices',
  handle: async ({ context, visit }) => ({
    status: 200,
    body: { trustedDevices: await listTrustedDevices(context, userOfVisit(context, visit)) },
  }),
});

/** Less trust needs no proof. */
export const revokeTrustedDeviceRoute = visitRoute({
  method: 'delete',
  path: '/trusted-devices/:did',
  params: z.strictObject({ did: z.string().max(60) }),
  handle: async ({ context, visit, params }) => {
    const { actor } = authorityOfVisit(visit, undefined);
    await revokeTrustedDevice(context, { ...userOfVisit(context, visit), actor, deviceId: params.did });
    await noteVisit(context, visit, { act: 'device_revoked' });
    return { status: 204 };
  },
});
