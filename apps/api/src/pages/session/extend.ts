import { extendVisit } from '@otpost/core/page-session/extend-visit';
import { visitState } from '@otpost/core/page-session/visit-state';
import { visitRoute } from '../page-route.js';

export const extendSessionRoute = visitRoute({
  method: 'post',
  path: '/session/extend',
  handle: async ({ context, visit }) => ({
    status: 200,
    body: await visitState(context, await extendVisit(context, visit)),
  }),
});
