import {
  type CreateChallengeInput,
  challengeViewSchema,
  createChallengeSchema,
} from '@otpost/core/challenge/challenge-schemas';
import { createChallenge, newChallengeId } from '@otpost/core/challenge/create-challenge';
import type { Call } from '../route/call.js';
import { applicationRoute } from '../route/define-route.js';
import { rebuiltChallenge } from './rebuild-challenge.js';

function newId(call: Call): string {
  return newChallengeId(call.context, call.caller?.applicationId ?? '', call.body as CreateChallengeInput);
}

export const createChallengeRoute = applicationRoute('challenges', {
  method: 'post',
  path: '/v1/challenges',
  tag: 'Challenges',
  summary: 'Start a challenge and send its code',
  description:
    'One challenge is pending for one address, channel and purpose. A second create with the same `session` (or none on both) joins it; another `session` cancels it.',
  body: createChallengeSchema,
  bodyExample: { channel: 'email', to: 'you@example.com' },
  answers: {
    201: { description: 'The challenge was written; its code is on the way.', schema: challengeViewSchema },
    200: { description: 'The pending challenge of this address took the request in.', schema: challengeViewSchema },
  },
  errors: ['channel_not_configured', 'country_not_allowed', 'number_type_refused', 'rate_limited'],
  replay: rebuiltChallenge(newId),
  handle: async ({ context, applicationId, body: input, workId }) => {
    const { joined, view } = await createChallenge(context, {
      applicationId,
      input,
      ...(workId ? { id: workId } : {}),
    });
    const outcome = { verb: 'create', channel: view.channel, result: joined ? 'joined' : 'created' } as const;
    return { status: joined ? 200 : 201, body: view, outcome };
  },
});
