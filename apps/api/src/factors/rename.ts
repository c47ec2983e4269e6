import { renameFactorSchema } from '@otpost/core/factor/factor-schemas';
import { renameFactor } from '@otpost/core/factor/rename-factor';
import { factorSummarySchema } from '@otpost/core/user/mfa-schemas';
import { applicationRoute } from '../route/define-route.js';
import { factorParams } from './factor-params.js';

export const renameFactorRoute = applicationRoute('users', {
  method: 'patch',
  path: '/v1/users/:id/factors/:fid',
  tag: 'Factors',
  summary: 'Rename a factor',
  params: factorParams,
  body: renameFactorSchema,
  bodyExample: { name: 'Old phone' },
  answers: { 200: { description: 'The factor.', schema: factorSummarySchema } },
  errors: ['not_found', 'conflict', 'policy_forbids'],
  handle: async ({ context, applicationId, params, body: input }) => ({
    status: 200,
    body: await renameFactor(context, { applicationId, externalId: params.id, factorId: params.fid, input }),
  }),
});
