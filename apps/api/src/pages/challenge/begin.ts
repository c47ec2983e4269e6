import { beginVisitChallenge, beginVisitChallengeSchema } from '@otpost/core/page-session/visit-challenge';
import { visitRoute } from '../page-route.js';

export const beginChallengeRoute = visitRoute({
  method: 'post',
  path: '/challenge',
  body: beginVisitChallengeSchema,
  handle: async ({ context, visit, body, ip }) => ({
    status: 200,
    body: await beginVisitChallenge(context, visit, { factor: body.factor, ip }),
  }),
});
