import { revealAppPassword } from '@otpost/core/app-password/reveal-app-password';
import { lookAtLink } from '@otpost/core/page-session/mailed-link';
import { linkRoute } from '../page-route.js';
import { mailedLinkSchema } from './mailed-link-schema.js';

export const lookAtRevealRoute = linkRoute({
  method: 'post',
  path: '/links/reveal/look',
  body: mailedLinkSchema,
  handle: async ({ context, body: { link: token } }) => ({
    status: 200,
    body: await lookAtLink(context, { kind: 'reveal', token }),
  }),
});

/** The press on the page: only this shows the password, once. */
export const revealRoute = linkRoute({
  method: 'post',
  path: '/links/reveal/act',
  body: mailedLinkSchema,
  handle: async ({ context, body }) => ({ status: 200, body: await revealAppPassword(context, body.link) }),
});
