import { checkVisitChallenge, checkVisitChallengeSchema } from '@otpost/core/page-session/visit-challenge';
import { visitRoute } from '../page-route.js';

export const checkChallengeRoute = visitRoute({
  method: 'post',
  path: '/challenge/check',
  body: checkVisitChallengeSchema,
  handle: async ({ context, visit, body }) => ({
    status: 200,
    body: await checkVisitChallenge(context, visit, body),
  }),
});
