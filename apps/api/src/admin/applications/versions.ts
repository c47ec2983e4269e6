import { listApplicationVersions } from '@otpost/core/settings/versions/application-versions';
import { listVersionsSchema, settingVersionPageSchema } from '@otpost/core/settings/versions/version-schemas';
import { adminRoute } from '../../route/define-route.js';
import { settingParams } from '../admin-params.js';

export const listApplicationVersionsRoute = adminRoute({
  method: 'get',
  path: '/admin/v1/applications/:id/versions',
  role: 'viewer',
  reach: 'applications',
  tag: 'Applications',
  summary: 'See who changed which settings of an application, and when',
  params: settingParams,
  query: listVersionsSchema,
  answers: { 200: { description: 'Newest first.', schema: settingVersionPageSchema } },
  errors: ['not_found'],
  handle: async ({ context, params: { id }, query: input }) => ({
    status: 200,
    body: await listApplicationVersions(context, { id, input }),
  }),
});
