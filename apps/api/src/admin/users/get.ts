import { wholeUserViewSchema } from '@otpost/core/user/admin-user-schemas';
import { getUserForAdmin } from '@otpost/core/user/get-user-for-admin';
import { adminRoute } from '../../route/define-route.js';
import { anyUserParams, userInReach } from './user-params.js';

export const getAnyUserRoute = adminRoute({
  method: 'get',
  path: '/admin/v1/users/:applicationId/:id',
  role: 'viewer',
  reach: 'applications',
  tag: 'Users',
  summary: 'Read a user, what they have, and what the policy says of them',
  description: 'Changes nothing: no grace period begins by it.',
  params: anyUserParams,
  answers: { 200: { description: 'The user, with masked addresses.', schema: wholeUserViewSchema } },
  errors: ['not_found'],
  handle: async ({ context, params }) => ({
    status: 200,
    body: await getUserForAdmin(context, userInReach(context, params)),
  }),
});
