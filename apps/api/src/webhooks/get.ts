import { getWebhook } from '@otpost/core/webhook/manage-webhook';
import { webhookViewSchema } from '@otpost/core/webhook/webhook-schemas';
import { webhookParams } from './webhook-params.js';
import { webhookRoute } from './webhook-route.js';

export const getWebhookRoutes = webhookRoute({
  method: 'get',
  at: '/:id',
  role: 'viewer',
  summary: 'Read a webhook',
  params: webhookParams,
  answers: { 200: { description: 'The webhook, without a secret.', schema: webhookViewSchema } },
  errors: ['not_found'],
  handle: async ({ context, applicationId, params }) => ({
    status: 200,
    body: await getWebhook(context, { applicationId, webhookId: params.id }),
  }),
});
