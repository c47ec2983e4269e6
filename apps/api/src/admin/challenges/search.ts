import { challengePageSchema, searchChallengesSchema } from '@otpost/core/history/challenge-story-schemas';
import { listChallenges } from '@otpost/core/history/list-challenges';
import { storedAnswer } from '../../idempotency/replay.js';
import { adminRoute } from '../../route/define-route.js';

export const searchChallengesRoute = adminRoute({
  method: 'post',
  path: '/admin/v1/challenges/search',
  role: 'viewer',
  reach: 'applications',
  tag: 'Challenges',
  summary: 'Search challenges, also by a whole address',
  description: 'As the list, with its filters in the body. A POST, so that the address stands in no URL.',
  body: searchChallengesSchema,
  bodyExample: { to: 'you@example.com' },
  answers: { 200: { description: 'A page, newest first.', schema: challengePageSchema } },
  errors: ['not_found'],
  replay: storedAnswer,
  handle: async ({ context, reach, body: input }) => ({
    status: 200,
    body: await listChallenges(context, { reach, input }),
  }),
});
