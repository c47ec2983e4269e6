import { adminNamesSchema } from '@otpost/core/admin/account/admin-schemas';
import { listAdminNames } from '@otpost/core/admin/account/list-admins';
import { adminRoute } from '../../route/define-route.js';

export const listAdminNamesRoute = adminRoute({
  method: 'get',
  path: '/admin/v1/admins/names',
  role: 'viewer',
  reach: 'applications',
  tag: 'Admins',
  summary: 'Read the names of admins, for who did what',
  description: 'Names alone: no address, no role.',
  answers: { 200: { description: 'Of all admins.', schema: adminNamesSchema } },
  errors: [],
  handle: async ({ wholeContext }) => ({ status: 200, body: { admins: await listAdminNames(wholeContext) } }),
});
