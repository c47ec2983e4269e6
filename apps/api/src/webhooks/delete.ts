import { deleteWebhook } from '@otpost/core/webhook/manage-webhook';
import { applicationRoute } from '../route/define-route.js';
import { webhookParams } from './webhook-params.js';

export const deleteWebhookRoute = applicationRoute('users.admin', {
  method: 'delete',
  path: '/v1/webhooks/:id',
  tag: 'Webhooks',
  summary: 'Delete a webhook, and all that it is owed',
  params: webhookParams,
  answers: { 204: { description: 'Gone.' } },
  errors: ['not_found'],
  handle: async ({ context, applicationId, authority, params }) => {
    await deleteWebhook(context, { applicationId, webhookId: params.id, actor: authority.actor });
    return { status: 204 };
  },
});
