import { adminRequirementSchema } from '@otpost/core/user/admin-user-schemas';
import { setRequirement } from '@otpost/core/user/set-requirement';
import { adminRoute } from '../../route/define-route.js';
import { authorityOfAdmin } from './authority-of-admin.js';
import { anyUserParams, userInReach } from './user-params.js';

export const setAnyRequirementRoute = adminRoute({
  method: 'put',
  path: '/admin/v1/users/:applicationId/:id/requirement',
  role: 'admin',
  reach: 'applications',
  tag: 'Users',
  summary: 'Require or exempt one user, whatever the policy says',
  description: 'A grace period of the policy holds here too, and begins now.',
  params: anyUserParams,
  body: adminRequirementSchema,
  bodyExample: { required: true, reason: 'Has access to payroll' },
  answers: { 204: { description: 'It holds from now on.' } },
  errors: ['not_found'],
  handle: async ({ context, actor, params, body: input }) => {
    await setRequirement(context, { ...userInReach(context, params), authority: authorityOfAdmin(actor), input });
    return { status: 204 };
  },
});
