import { changePassword, changePasswordSchema } from '@otpost/core/admin/account/change-password';
import { listOwnEvents } from '@otpost/core/admin/account/own-events';
import { endOwnSession, listSessions } from '@otpost/core/admin/session/list-sessions';
import { z } from 'zod';
import { type ConsoleRoute, sessionRoute } from '../console-route.js';
import { knownBrowser } from '../session-answer.js';

const changePasswordRoute = sessionRoute(['signed_in'], {
  method: 'post',
  path: '/password',
  body: changePasswordSchema,
  stepUp: true,
  handle: async (call) => {
    const admin = await changePassword(call.context, call.found, call.body);
    return { status: 204, headers: knownBrowser(call, admin) };
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

const listEventsRoute = sessionRoute(['signed_in'], {
  method: 'get',
  path: '/events',
  handle: async ({ context, found }) => ({ status: 200, body: await listOwnEvents(context, found) }),
});

/** An admin's own password and sessions, and what happened to the account. */
export const accountRoutes: readonly ConsoleRoute[] = [
  changePasswordRoute,
  listSessionsRoute,
  endSessionRoute,
  listEventsRoute,
];
