import { openConsoleRoute } from '../console-route.js';

export const signOutRoute = openConsoleRoute({
  method: 'delete',
  path: '/session',
  handle: async ({ context, cookie, found }) => {
    if (found) await context.store.adminSessions.delete(found.session.id);
    return { status: 204, headers: ['Set-Cookie', cookie.clear()] };
  },
});
