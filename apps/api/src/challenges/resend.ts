import { challengeViewSchema } from '@otpost/core/challenge/challenge-schemas';
import { resendChallenge } from '@otpost/core/challenge/resend-challenge';
import { applicationRoute } from '../route/define-route.js';
import { challengeParams } from './challenge-params.js';
import { rebuiltChallenge } from './rebuild-challenge.js';

export const resendChallengeRoute = applicationRoute('challenges', {
  method: 'post',
  path: '/v1/challenges/:id/resend',
  tag: 'Challenges',
  summary: 'Send the code again',
  description:
    'Allowed after the cool-down, which grows with each send. It never extends `expiresAt` and never resets the checks.',
  params: challengeParams,
  answers: { 200: { description: 'The next send is owed.', schema: challengeViewSchema } },
  errors: [
    'challenge_not_found',
    'challenge_expired',
    'challenge_canceled',
    'challenge_undeliverable',
    'challenge_already_approved',
    'max_checks_reached',
    'rate_limited',
  ],
  replay: rebuiltChallenge((call) => call.requestId),
  handle: async ({ context, applicationId, params }) => ({
    status: 200,
    body: await resendChallenge(context, { applicationId, id: params.id }),
  }),
});
