import { adminViewSchema, updateAdminSchema } from '@otpost/core/admin/account/admin-schemas';
import { updateAdmin } from '@otpost/core/admin/account/update-admin';
import { adminRoute } from '../../route/define-route.js';
import { settingParams } from '../admin-params.js';

export const updateAdminRoute = adminRoute({
  method: 'patch',
  path: '/admin/v1/admins/:id',
  role: 'owner',
  reach: 'installation',
  stepUp: true,
  tag: 'Admins',
  summary: 'Change what an admin may do, or disable them',
  params: settingParams,
  body: updateAdminSchema,
  answers: { 200: { description: 'In force with their next request.', schema: adminViewSchema } },
  errors: ['not_found', 'conflict', 'policy_forbids'],
  handle: async ({ wholeContext: context, actor, params, body: input }) => ({
    status: 200,
    body: await updateAdmin(context, { actor, id: params.id, input }),
  }),
});
