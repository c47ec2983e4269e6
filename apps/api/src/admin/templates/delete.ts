import { deleteTemplate } from '@otpost/core/settings/templates/delete-template';
import { adminRoute } from '../../route/define-route.js';
import { settingParams } from '../admin-params.js';

export const deleteTemplateRoute = adminRoute({
  method: 'delete',
  path: '/admin/v1/templates/:id',
  role: 'admin',
  reach: 'applications',
  tag: 'Templates',
  summary: 'Delete a template',
  params: settingParams,
  answers: { 204: { description: 'Gone. Its messages use the global template of the name, or the built-in words.' } },
  errors: ['not_found'],
  handle: async ({ context, actor, params }) => {
    await deleteTemplate(context, { actor, id: params.id });
    return { status: 204 };
  },
});
