import {
  adminLinkTokenSchema,
  followAdminLink,
  followAdminLinkSchema,
  lookAtAdminLink,
} from '@otpost/core/admin/link/follow-admin-link';
import { openConsoleRoute } from '../console-route.js';
import { sessionAnswer } from '../session-answer.js';

/** A POST, so that the token stands in no URL. */
export const lookAtAdminLinkRoute = openConsoleRoute({
  method: 'post',
  path: '/links/look',
  body: adminLinkTokenSchema,
  handle: async ({ context, body }) => ({ status: 200, body: await lookAtAdminLink(context, body.token) }),
});

export const followAdminLinkRoute = openConsoleRoute({
  method: 'post',
  path: '/links/follow',
  body: followAdminLinkSchema,
  handle: async ({ context, cookie, body, browser }) =>
    sessionAnswer({ context, cookie }, await followAdminLink(context, body, browser.name)),
});
