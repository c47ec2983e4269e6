import { setRequirement, setRequirementSchema } from '@otpost/core/user/set-requirement';
import { userViewSchema } from '@otpost/core/user/user-schemas';
import { applicationRoute } from '../route/define-route.js';
import { userParams } from './user-params.js';

export const setRequirementRoute = applicationRoute('users.admin', {
  method: 'put',
  path: '/v1/users/:id/requirement',
  tag: 'Users',
  summary: 'Require or exempt one user, whatever the policy says',
  description: 'Audited with its reason. A grace period of the policy holds here too.',
  params: userParams,
  body: setRequirementSchema,
  bodyExample: { required: true, actor: 'admin-17', reason: 'Has access to payroll' },
  answers: { 200: { description: 'The user as it stands now.', schema: userViewSchema } },
  errors: ['not_found'],
  handle: async ({ context, applicationId, authority, params, body: input }) => ({
    status: 200,
    body: await setRequirement(context, { applicationId, externalId: params.id, authority, input }),
  }),
});
