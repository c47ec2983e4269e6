import { beginFactor } from '@otpost/core/factor/begin-factor';
import { beginFactorSchema, begunFactorSchema } from '@otpost/core/factor/factor-schemas';
import { newId } from '@otpost/core/ids';
import { secretAnswer } from '../idempotency/replay.js';
import { applicationRoute } from '../route/define-route.js';
import { userParams } from '../users/user-params.js';

export const beginFactorRoute = applicationRoute('users', {
  method: 'post',
  path: '/v1/users/:id/factors',
  tag: 'Factors',
  summary: 'Begin a factor of a user',
  description:
    'It counts for nothing until it is confirmed, within 15 minutes. A user who has a factor needs `Otpost-Proof`, unless the key has the scope `users.admin`.',
  params: userParams,
  body: beginFactorSchema,
  bodyExample: { type: 'totp', name: 'My phone' },
  answers: {
    201: { description: 'The factor; what is secret of it is shown this once.', schema: begunFactorSchema },
    200: { description: 'A secret that the user has already: the factor as it stands.', schema: begunFactorSchema },
  },
  errors: [
    'not_found',
    'policy_forbids',
    'proof_required',
    'conflict',
    'already_revealed',
    'channel_not_configured',
    'country_not_allowed',
    'number_type_refused',
    'rate_limited',
  ],
  replay: { ...secretAnswer, newId: ({ context }) => newId('fct', context.randomBytes) },
  takesProof: true,
  handle: async ({ context, applicationId, authority, params, body: input, workId }) => {
    const { isNew, begun } = await beginFactor(context, {
      applicationId,
      externalId: params.id,
      authority,
      input,
      ...(workId ? { id: workId } : {}),
    });
    return { status: isNew ? 201 : 200, body: begun };
  },
});
