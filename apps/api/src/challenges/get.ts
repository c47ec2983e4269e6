import { challengeDetailSchema } from '@otpost/core/challenge/challenge-schemas';
import { getChallenge } from '@otpost/core/challenge/get-challenge';
import { applicationRoute } from '../route/define-route.js';
import { challengeParams } from './challenge-params.js';

export const getChallengeRoute = applicationRoute('challenges', {
  method: 'get',
  path: '/v1/challenges/:id',
  tag: 'Challenges',
  summary: 'Read a challenge, its sends and their attempts',
  params: challengeParams,
  answers: {
    200: { description: 'What stands now; after its end, what is remembered.', schema: challengeDetailSchema },
  },
  errors: ['challenge_not_found'],
  handle: async ({ context, applicationId, params }) => ({
    status: 200,
    body: await getChallenge(context, { applicationId, id: params.id }),
  }),
});
