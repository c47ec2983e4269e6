import { adminListSchema } from '@otpost/core/admin/account/admin-schemas';
import { listAdmins } from '@otpost/core/admin/account/list-admins';
import { adminRoute } from '../../route/define-route.js';

export const listAdminsRoute = adminRoute({
  method: 'get',
  path: '/admin/v1/admins',
  role: 'owner',
  reach: 'installation',
  tag: 'Admins',
  summary: 'List who may use the console',
  answers: { 200: { description: 'Oldest first.', schema: adminListSchema } },
  errors: [],
  handle: async ({ wholeContext: context }) => ({ status: 200, body: { admins: await listAdmins(context) } }),
});
