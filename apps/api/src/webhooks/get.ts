import { getWebhook } from '@otpost/core/webhook/manage-webhook';
import { webhookViewSchema } from '@otpost/core/webhook/webhook-schemas';
import { applicationRoute } from '../route/define-route.js';
import { webhookParams } from './webhook-params.js';

export const getWebhookRoute = applicationRoute('users.admin', {
  method: 'get',
  path: '/v1/webhooks/:id',
  tag: 'Webhooks',
  summary: 'Read a webhook',
  params: webhookParams,
  answers: { 200: { description: 'The webhook, without a secret.', schema: webhookViewSchema } },
  errors: ['not_found'],
  handle: async ({ context, applicationId, params }) => ({
    status: 200,
    body: await getWebhook(context, { applicationId, webhookId: params.id }),
  }),
});
