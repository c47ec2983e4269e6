import { checkChallengeSchema } from '@otpost/core/challenge/challenge-schemas';
import { checkVisitChallenge } from '@otpost/core/page-session/visit-challenge';
import { visitRoute } from '../page-route.js';

export const checkChallengeRoute = visitRoute({
  method: 'post',
  path: '/challenge/check',
  body: checkChallengeSchema,
  handle: async ({ context, visit, body }) => ({
    status: 200,
    body: await checkVisitChallenge(context, visit, body),
  }),
});
