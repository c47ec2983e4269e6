import { listWebhooks } from '@otpost/core/webhook/manage-webhook';
import { webhookListSchema } from '@otpost/core/webhook/webhook-schemas';
import { applicationRoute } from '../route/define-route.js';

export const listWebhooksRoute = applicationRoute('users.admin', {
  method: 'get',
  path: '/v1/webhooks',
  tag: 'Webhooks',
  summary: 'List the webhooks of the application',
  answers: { 200: { description: 'Oldest first, without a secret.', schema: webhookListSchema } },
  errors: [],
  handle: async ({ context, applicationId }) => ({
    status: 200,
    body: { webhooks: await listWebhooks(context, applicationId) },
  }),
});
