import { challengeViewSchema, createChallengeSchema } from '@otpost/core/challenge/challenge-schemas';
import { type StartChallengeInput, startChallenge, startedChallengeId } from '@otpost/core/challenge/start-challenge';
import type { Call } from '../route/call.js';
import { applicationRoute } from '../route/define-route.js';
import { rebuiltChallenge } from './rebuild-challenge.js';

function newId(call: Call): string {
  return startedChallengeId(call.context, call.caller?.applicationId ?? '', call.body as StartChallengeInput);
}

export const createChallengeRoute = applicationRoute('challenges', {
  method: 'post',
  path: '/v1/challenges',
  tag: 'Challenges',
  summary: 'Start a challenge',
  description:
    "One challenge is pending for one address, channel and purpose. A second create with the same `session` (or none on both) joins it; another `session` cancels it. With `user`, the user's own factors answer: `email` and `sms` send a code to the address of one, `totp` and `passkey` ask the app or the authenticator, and `any` lets the user choose.",
  body: createChallengeSchema,
  bodyExample: { channel: 'email', to: 'you@example.com' },
  answers: {
    201: {
      description: 'The challenge was written; a code, where there is one, is on the way.',
      schema: challengeViewSchema,
    },
    200: { description: 'The pending challenge of this address took the request in.', schema: challengeViewSchema },
  },
  errors: [
    'not_found',
    'policy_forbids',
    'channel_not_configured',
    'country_not_allowed',
    'number_type_refused',
    'rate_limited',
  ],
  replay: rebuiltChallenge(newId),
  handle: async ({ context, applicationId, body: input, workId }) => {
    const { joined, view } = await startChallenge(context, {
      applicationId,
      input,
      ...(workId ? { id: workId } : {}),
    });
    const outcome = { verb: 'create', channel: view.channel, result: joined ? 'joined' : 'created' } as const;
    return { status: joined ? 200 : 201, body: view, outcome };
  },
});
