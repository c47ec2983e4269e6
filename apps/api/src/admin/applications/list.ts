import { applicationListSchema } from '@otpost/core/settings/applications/application-schemas';
import { listApplications } from '@otpost/core/settings/applications/list-applications';
import { adminRoute } from '../../route/define-route.js';

export const listApplicationsRoute = adminRoute({
  method: 'get',
  path: '/admin/v1/applications',
  role: 'viewer',
  reach: 'applications',
  tag: 'Applications',
  summary: 'List applications',
  answers: { 200: { description: 'Oldest first.', schema: applicationListSchema } },
  errors: [],
  handle: async ({ context }) => ({ status: 200, body: { applications: await listApplications(context) } }),
});
