import { changePassword, changePasswordSchema } from '@otpost/core/admin/account/change-password';
import { endOwnSession, listSessions } from '@otpost/core/admin/session/list-sessions';
import { z } from 'zod';
import { type ConsoleRoute, sessionRoute } from '../console-route.js';

const changePasswordRoute = sessionRoute(['signed_in'], {
  method: 'post',
  path: '/password',
  body: changePasswordSchema,
  stepUp: true,
  handle: async ({ context, found, body: input }) => {
    await changePassword(context, found, input);
    return { status: 204 };
  },
});

const listSessionsRoute = sessionRoute(['signed_in'], {
  method: 'get',
  path: '/sessions',
  handle: async ({ context, found }) => ({ status: 200, body: await listSessions(context, found) }),
});

const endSessionRoute = sessionRoute(['signed_in'], {
  method: 'delete',
  path: '/sessions/:id',
  params: z.strictObject({ id: z.string().max(60) }),
  handle: async ({ context, found, params }) => {
    await endOwnSession(context, found, params.id);
    return { status: 204 };
  },
});

/** An admin's own password and sessions. */
export const accountRoutes: readonly ConsoleRoute[] = [changePasswordRoute, listSessionsRoute, endSessionRoute];
