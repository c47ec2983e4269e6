import { getTemplate } from '@otpost/core/settings/templates/get-template';
import { templateViewSchema } from '@otpost/core/settings/templates/template-schemas';
import { adminRoute } from '../../route/define-route.js';
import { settingParams } from '../admin-params.js';

export const getTemplateRoute = adminRoute({
  method: 'get',
  path: '/admin/v1/templates/:id',
  role: 'viewer',
  reach: 'applications',
  tag: 'Templates',
  summary: 'Read a template',
  params: settingParams,
  answers: { 200: { description: 'The template.', schema: templateViewSchema } },
  errors: ['not_found'],
  handle: async ({ context, params }) => ({ status: 200, body: await getTemplate(context, { id: params.id }) }),
});
