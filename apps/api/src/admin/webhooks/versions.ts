import { listVersionsSchema, settingVersionPageSchema } from '@otpost/core/settings/versions/version-schemas';
import { listWebhookVersions } from '@otpost/core/settings/versions/webhook-versions';
import { adminRoute } from '../../route/define-route.js';
import { webhookOfApplication } from './webhook-of-application.js';

export const listWebhookVersionsRoute = adminRoute({
  method: 'get',
  path: '/admin/v1/applications/:application/webhooks/:id/versions',
  role: 'viewer',
  reach: 'applications',
  tag: 'Webhooks of an application',
  summary: 'See who changed a webhook, and when',
  description: 'Of its secret it says only that it changed.',
  params: webhookOfApplication,
  query: listVersionsSchema,
  answers: { 200: { description: 'Newest first.', schema: settingVersionPageSchema } },
  errors: ['not_found'],
  handle: async ({ context, params: { application: applicationId, id: webhookId }, query: input }) => ({
    status: 200,
    body: await listWebhookVersions(context, { applicationId, webhookId, input }),
  }),
});
