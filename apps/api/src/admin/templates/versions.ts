import { listTemplateVersions } from '@otpost/core/settings/versions/template-versions';
import { listVersionsSchema, settingVersionPageSchema } from '@otpost/core/settings/versions/version-schemas';
import { adminRoute } from '../../route/define-route.js';
import { settingParams } from '../admin-params.js';

export const listTemplateVersionsRoute = adminRoute({
  method: 'get',
  path: '/admin/v1/templates/:id/versions',
  role: 'viewer',
  reach: 'applications',
  tag: 'Templates',
  summary: 'See who changed the texts of a template, and when',
  description: 'Also of a deleted one, as long as its versions are kept.',
  params: settingParams,
  query: listVersionsSchema,
  answers: { 200: { description: 'Newest first.', schema: settingVersionPageSchema } },
  errors: ['not_found'],
  handle: async ({ context, params: { id }, query: input }) => ({
    status: 200,
    body: await listTemplateVersions(context, { id, input }),
  }),
});
