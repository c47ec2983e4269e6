import { checkChallengeSchema, checkViewSchema } from '@otpost/core/challenge/challenge-schemas';
import { checkChallenge } from '@otpost/core/challenge/check-challenge';
import { storedAnswer } from '../idempotency/replay.js';
import { applicationRoute } from '../route/define-route.js';
import { challengeParams } from './challenge-params.js';

export const checkChallengeRoute = applicationRoute('challenges', {
  method: 'post',
  path: '/v1/challenges/:id/check',
  tag: 'Challenges',
  summary: 'Check the answer that the user gave',
  description:
    'A wrong code is an answer, not an error. A code that cannot be one is refused and uses up no check. Where there is a user, `code` may be a recovery code.',
  params: challengeParams,
  body: checkChallengeSchema,
  bodyExample: { code: '123456' },
  answers: { 200: { description: '`valid` says whether the answer was right.', schema: checkViewSchema } },
  errors: [
    'challenge_not_found',
    'challenge_expired',
    'challenge_canceled',
    'challenge_undeliverable',
    'challenge_already_approved',
    'max_checks_reached',
    'rate_limited',
  ],
  replay: storedAnswer,
  handle: async ({ context, applicationId, params, body: input, repeatable }) => {
    const view = await checkChallenge(context, { applicationId, id: params.id, input, request: repeatable });
    return { status: 200, body: view, outcome: { verb: 'check', result: view.valid ? 'right' : 'wrong' } };
  },
});
