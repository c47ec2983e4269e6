import { userOfVisit } from '@otpost/core/page-session/user-of-visit';
import { requestReset } from '@otpost/core/reset/request-reset';
import { visitRoute } from './page-route.js';

export const requestResetRoute = visitRoute({
  method: 'post',
  path: '/reset-request',
  handle: async ({ context, visit }) => {
    await requestReset(context, userOfVisit(context, visit));
    return { status: 204 };
  },
});
