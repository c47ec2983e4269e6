import { challengePageSchema, listChallengesSchema } from '@otpost/core/history/challenge-story-schemas';
import { listChallenges } from '@otpost/core/history/list-challenges';
import { adminRoute } from '../../route/define-route.js';

export const listAllChallengesRoute = adminRoute({
  method: 'get',
  path: '/admin/v1/challenges',
  role: 'viewer',
  reach: 'applications',
  tag: 'Challenges',
  summary: 'Search the challenges of all applications',
  description: 'Ids of users are found whole only. Addresses are masked.',
  query: listChallengesSchema,
  answers: { 200: { description: 'A page, newest first.', schema: challengePageSchema } },
  errors: ['not_found'],
  handle: async ({ context, reach, query: input }) => ({
    status: 200,
    body: await listChallenges(context, { reach, input }),
  }),
});
