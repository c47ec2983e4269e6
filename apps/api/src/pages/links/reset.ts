import { lookAtLink, openResetVisit } from '@otpost/core/page-session/mailed-link';
import { linkRoute } from '../page-route.js';
import { mailedLinkSchema } from './mailed-link-schema.js';

export const lookAtResetRoute = linkRoute({
  method: 'post',
  path: '/links/reset/look',
  body: mailedLinkSchema,
  handle: async ({ context, body: { link: token } }) => ({
    status: 200,
    body: await lookAtLink(context, { kind: 'reset', token }),
  }),
});

/** The press on the page: only this uses the link. */
export const followResetRoute = linkRoute({
  method: 'post',
  path: '/links/reset/act',
  body: mailedLinkSchema,
  handle: async ({ context, body }) => ({ status: 200, body: await openResetVisit(context, body.link) }),
});
