import { adminUserPageSchema } from '@otpost/core/user/admin-user-schemas';
import { listAllUsers } from '@otpost/core/user/list-all-users';
import { listAllUsersSchema } from '@otpost/core/user/user-schemas';
import { adminRoute } from '../../route/define-route.js';

export const listAllUsersRoute = adminRoute({
  method: 'get',
  path: '/admin/v1/users',
  role: 'viewer',
  reach: 'applications',
  tag: 'Users',
  summary: 'Find users of one application or of all',
  description: 'Addresses and ids are found whole only. Addresses are masked.',
  query: listAllUsersSchema,
  answers: { 200: { description: 'A page, newest first.', schema: adminUserPageSchema } },
  errors: ['not_found'],
  handle: async ({ context, query: input }) => ({ status: 200, body: await listAllUsers(context, input) }),
});
