import { newRecoveryCodesSchema } from '@otpost/core/factor/factor-schemas';
import { regenerateRecoveryCodes } from '@otpost/core/factor/regenerate-recovery-codes';
import { secretAnswer } from '../idempotency/replay.js';
import { applicationRoute } from '../route/define-route.js';
import { userParams } from '../users/user-params.js';

export const regenerateRecoveryCodesRoute = applicationRoute('users', {
  method: 'post',
  path: '/v1/users/:id/recovery-codes',
  tag: 'Recovery codes',
  summary: 'Make new recovery codes',
  description: 'The old ones die in the same step. Needs `Otpost-Proof` by a factor, or the scope `users.admin`.',
  params: userParams,
  answers: { 201: { description: 'The codes, shown this once.', schema: newRecoveryCodesSchema } },
  errors: ['not_found', 'proof_required', 'policy_forbids', 'already_revealed'],
  replay: secretAnswer,
  takesProof: true,
  handle: async ({ context, applicationId, authority, params }) => ({
    status: 201,
    body: await regenerateRecoveryCodes(context, { applicationId, externalId: params.id, authority }),
  }),
});
