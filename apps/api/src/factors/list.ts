import { factorListSchema } from '@otpost/core/factor/factor-schemas';
import { listFactors } from '@otpost/core/factor/list-factors';
import { applicationRoute } from '../route/define-route.js';
import { userParams } from '../users/user-params.js';

export const listFactorsRoute = applicationRoute('users', {
  method: 'get',
  path: '/v1/users/:id/factors',
  tag: 'Factors',
  summary: 'List the factors of a user',
  params: userParams,
  answers: { 200: { description: "In the user's own order, pending ones too.", schema: factorListSchema } },
  errors: ['not_found'],
  handle: async ({ context, applicationId, params }) => ({
    status: 200,
    body: { factors: await listFactors(context, { applicationId, externalId: params.id }) },
  }),
});
