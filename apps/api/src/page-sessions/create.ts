import { newId } from '@otpost/core/ids';
import { createPageSession } from '@otpost/core/page-session/create-page-session';
import { createPageSessionSchema, pageSessionViewSchema } from '@otpost/core/page-session/page-session-schemas';
import { secretAnswer } from '../idempotency/replay.js';
import { applicationRoute } from '../route/define-route.js';
import type { Route } from '../route/route.js';

export function createPageSessionRoute(publicUrl: string): Route {
  return applicationRoute('users', {
    method: 'post',
    path: '/v1/page-sessions',
    tag: 'Page sessions',
    summary: 'Make a link to a hosted page for a user',
    description:
      'The link works once, for 15 minutes; the page can be given more time twice. Making one vouches that the user has just signed in with their password. The user comes back to `returnUrl` with `page_session=<id>` added to its query, which proves nothing: ask for the result.',
    body: createPageSessionSchema,
    bodyExample: { user: 'user-17', flow: 'set-up', returnUrl: 'https://shop.example/account' },
    answers: { 201: { description: 'Send the browser to `url`.', schema: pageSessionViewSchema } },
    errors: ['not_found', 'policy_forbids', 'already_revealed'],
    replay: { ...secretAnswer, newId: ({ context }) => newId('pgs', context.randomBytes) },
    handle: async ({ context, applicationId, body: input, workId }) => {
      const view = await createPageSession(context, {
        applicationId,
        input,
        publicUrl,
        ...(workId ? { id: workId } : {}),
      });
      return { status: 201, body: view };
    },
  });
}
