import { applicationViewSchema } from '@otpost/core/settings/applications/application-schemas';
import { getApplication } from '@otpost/core/settings/applications/get-application';
import { adminRoute } from '../../route/define-route.js';
import { settingParams } from '../admin-params.js';

export const getApplicationRoute = adminRoute({
  method: 'get',
  path: '/admin/v1/applications/:id',
  role: 'viewer',
  reach: 'applications',
  tag: 'Applications',
  summary: 'Read an application and its settings',
  params: settingParams,
  answers: { 200: { description: 'With every setting.', schema: applicationViewSchema } },
  errors: ['not_found'],
  handle: async ({ context, params }) => ({ status: 200, body: await getApplication(context, { id: params.id }) }),
});
