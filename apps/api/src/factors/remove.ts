import { removeFactor } from '@otpost/core/factor/remove-factor';
import { applicationRoute } from '../route/define-route.js';
import { factorParams } from './factor-params.js';

export const removeFactorRoute = applicationRoute('users', {
  method: 'delete',
  path: '/v1/users/:id/factors/:fid',
  tag: 'Factors',
  summary: 'Remove a factor',
  description:
    'Needs `Otpost-Proof` or the scope `users.admin`. With the last factor the recovery codes go too; the last one of a user who must have one stays.',
  params: factorParams,
  answers: { 204: { description: 'It counts no more.' } },
  errors: ['not_found', 'proof_required', 'policy_forbids', 'conflict'],
  takesProof: true,
  handle: async ({ context, applicationId, authority, params }) => {
    await removeFactor(context, { applicationId, externalId: params.id, factorId: params.fid, authority });
    return { status: 204 };
  },
});
