import { visitState } from '@otpost/core/page-session/visit-state';
import { visitRoute } from '../page-route.js';

export const readSessionRoute = visitRoute({
  method: 'get',
  path: '/session',
  handle: async ({ context, visit }) => ({ status: 200, body: await visitState(context, visit) }),
});
