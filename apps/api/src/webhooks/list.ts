import { listWebhooks } from '@otpost/core/webhook/manage-webhook';
import { webhookListSchema } from '@otpost/core/webhook/webhook-schemas';
import { webhookRoute } from './webhook-route.js';

export const listWebhooksRoutes = webhookRoute({
  method: 'get',
  at: '',
  role: 'viewer',
  summary: 'List the webhooks of the application',
  answers: { 200: { description: 'Oldest first, without a secret.', schema: webhookListSchema } },
  errors: [],
  handle: async ({ context, applicationId }) => ({
    status: 200,
    body: { webhooks: await listWebhooks(context, applicationId) },
  }),
});
