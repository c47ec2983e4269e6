import { deleteWebhook } from '@otpost/core/webhook/manage-webhook';
import { webhookParams } from './webhook-params.js';
import { webhookRoute } from './webhook-route.js';

export const deleteWebhookRoutes = webhookRoute({
  method: 'delete',
  at: '/:id',
  role: 'admin',
  stepUp: true,
  summary: 'Delete a webhook, and all that it is owed',
  params: webhookParams,
  answers: { 204: { description: 'Gone.' } },
  errors: ['not_found'],
  handle: async ({ context, applicationId, actor, params }) => {
    await deleteWebhook(context, { applicationId, webhookId: params.id, actor });
    return { status: 204 };
  },
});
