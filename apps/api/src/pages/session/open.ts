import { openPageSession } from '@otpost/core/page-session/open-page-session';
import { requireVisit } from '@otpost/core/page-session/require-visit';
import { visitState } from '@otpost/core/page-session/visit-state';
import { z } from 'zod';
import { linkRoute } from '../page-route.js';

/** The page's script sends what stood in the fragment of its address; a GET by a mail scanner never gets here. */
export const openSessionRoute = linkRoute({
  method: 'post',
  path: '/session',
  body: z.strictObject({ link: z.string().max(200) }),
  handle: async ({ context, cookie, body }) => {
    const secret = await openPageSession(context, body.link);
    const visit = await requireVisit(context, secret.text);
    return {
      status: 200,
      body: await visitState(context, visit),
      headers: ['Set-Cookie', cookie.write(secret.text)],
    };
  },
});
