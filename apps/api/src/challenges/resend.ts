import { challengeViewSchema, resendChallengeSchema } from '@otpost/core/challenge/challenge-schemas';
import { sendAgain } from '@otpost/core/challenge/send-again';
import { applicationRoute } from '../route/define-route.js';
import { challengeParams } from './challenge-params.js';
import { rebuiltChallenge } from './rebuild-challenge.js';

export const resendChallengeRoute = applicationRoute('challenges', {
  method: 'post',
  path: '/v1/challenges/:id/resend',
  tag: 'Challenges',
  summary: 'Send the code again',
  description:
    'Allowed after the cool-down, which grows with each send. It never extends `expiresAt` and never resets the checks. An `any` challenge sends its first code this way, to the `factor` that is named.',
  params: challengeParams,
  body: resendChallengeSchema,
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
  handle: async ({ context, applicationId, params, body }) => ({
    status: 200,
    body: await sendAgain(context, { applicationId, id: params.id, factor: body?.factor }),
  }),
});
