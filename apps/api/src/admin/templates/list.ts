import { listTemplates } from '@otpost/core/settings/templates/list-templates';
import { templateListSchema } from '@otpost/core/settings/templates/template-schemas';
import { z } from 'zod';
import { adminRoute } from '../../route/define-route.js';

export const listTemplatesRoute = adminRoute({
  method: 'get',
  path: '/admin/v1/templates',
  role: 'viewer',
  reach: 'applications',
  tag: 'Templates',
  summary: 'List templates',
  query: z.strictObject({ application: z.string().max(60).optional().describe('Only those of this application.') }),
  answers: { 200: { description: 'Oldest first.', schema: templateListSchema } },
  errors: [],
  handle: async ({ context, query: { application } }) => ({
    status: 200,
    body: { templates: await listTemplates(context, application === undefined ? {} : { applicationId: application }) },
  }),
});
