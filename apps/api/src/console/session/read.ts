import { sessionState } from '@otpost/core/admin/session/session-state';
import { openConsoleRoute } from '../console-route.js';

export const readConsoleSessionRoute = openConsoleRoute({
  method: 'get',
  path: '/session',
  handle: async ({ context, found }) => ({ status: 200, body: { session: await sessionState(context, found) } }),
});
