import { cancelChallenge } from '@otpost/core/challenge/cancel-challenge';
import { challengeViewSchema } from '@otpost/core/challenge/challenge-schemas';
import { applicationRoute } from '../route/define-route.js';
import { challengeParams } from './challenge-params.js';
import { rebuiltChallenge } from './rebuild-challenge.js';

export const cancelChallengeRoute = applicationRoute('challenges', {
  method: 'post',
  path: '/v1/challenges/:id/cancel',
  tag: 'Challenges',
  summary: 'Cancel a pending challenge',
  description: 'Its code is worth nothing from then on.',
  params: challengeParams,
  answers: { 200: { description: 'The challenge is canceled.', schema: challengeViewSchema } },
  errors: [
    'challenge_not_found',
    'challenge_expired',
    'challenge_canceled',
    'challenge_undeliverable',
    'challenge_already_approved',
    'max_checks_reached',
  ],
  replay: rebuiltChallenge((call) => call.requestId),
  handle: async ({ context, applicationId, params }) => ({
    status: 200,
    body: await cancelChallenge(context, { applicationId, id: params.id }),
  }),
});
