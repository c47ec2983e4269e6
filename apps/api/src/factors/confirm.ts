import { confirmFactor } from '@otpost/core/factor/confirm-factor';
import { confirmedFactorSchema, confirmFactorSchema } from '@otpost/core/factor/factor-schemas';
import { secretAnswer } from '../idempotency/replay.js';
import { applicationRoute } from '../route/define-route.js';
import { factorParams } from './factor-params.js';

/** A passkey's registration holds an attestation, which may be long. */
const longestBodyBytes = 65_536;

export const confirmFactorRoute = applicationRoute('users', {
  method: 'post',
  path: '/v1/users/:id/factors/:fid/confirm',
  tag: 'Factors',
  summary: 'Confirm a factor by its first code',
  description:
    'The first factor, and one that replaces another, brings new recovery codes, shown this once. What is replaced ends in the same step.',
  params: factorParams,
  body: confirmFactorSchema,
  bodyExample: { code: '123456' },
  longestBodyBytes,
  answers: { 200: { description: '`valid` says whether the answer was right.', schema: confirmedFactorSchema } },
  errors: [
    'not_found',
    'policy_forbids',
    'proof_required',
    'conflict',
    'already_revealed',
    'rate_limited',
    'max_checks_reached',
    'challenge_expired',
    'challenge_canceled',
    'challenge_undeliverable',
    'challenge_not_found',
    'challenge_already_approved',
  ],
  replay: secretAnswer,
  takesProof: true,
  handle: async ({ context, applicationId, authority, params, body: input }) => {
    const request = { applicationId, externalId: params.id, factorId: params.fid, authority, input };
    return { status: 200, body: await confirmFactor(context, request) };
  },
});
