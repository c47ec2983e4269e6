import { endVisit } from '@otpost/core/page-session/end-visit';
import { visitRoute } from '../page-route.js';

export const endSessionRoute = visitRoute({
  method: 'post',
  path: '/session/end',
  handle: async ({ context, cookie, visit }) => ({
    status: 200,
    body: await endVisit(context, visit),
    headers: ['Set-Cookie', cookie.clear()],
  }),
});
