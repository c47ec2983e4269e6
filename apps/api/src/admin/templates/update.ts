import { templateViewSchema, updateTemplateSchema } from '@otpost/core/settings/templates/template-schemas';
import { updateTemplate } from '@otpost/core/settings/templates/update-template';
import { adminRoute } from '../../route/define-route.js';
import { settingParams } from '../admin-params.js';

export const updateTemplateRoute = adminRoute({
  method: 'patch',
  path: '/admin/v1/templates/:id',
  role: 'admin',
  reach: 'applications',
  tag: 'Templates',
  summary: 'Change the texts of a template',
  params: settingParams,
  body: updateTemplateSchema,
  answers: { 200: { description: 'Changed; live within a second.', schema: templateViewSchema } },
  errors: ['not_found', 'conflict'],
  handle: async ({ context, actor, params, body: input }) => ({
    status: 200,
    body: await updateTemplate(context, { actor, id: params.id, input }),
  }),
});
