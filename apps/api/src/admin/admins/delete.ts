import { deleteAdmin } from '@otpost/core/admin/account/update-admin';
import { adminRoute } from '../../route/define-route.js';
import { settingParams } from '../admin-params.js';

export const deleteAdminRoute = adminRoute({
  method: 'delete',
  path: '/admin/v1/admins/:id',
  role: 'owner',
  reach: 'installation',
  stepUp: true,
  tag: 'Admins',
  summary: 'Delete an admin with their factors and sessions',
  params: settingParams,
  answers: { 204: { description: 'Gone; the audit log still names the id.' } },
  errors: ['not_found', 'policy_forbids'],
  handle: async ({ wholeContext: context, actor, params }) => {
    await deleteAdmin(context, { actor, id: params.id });
    return { status: 204 };
  },
});
