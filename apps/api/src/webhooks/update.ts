import { updateWebhook } from '@otpost/core/webhook/manage-webhook';
import { updateWebhookSchema, webhookViewSchema } from '@otpost/core/webhook/webhook-schemas';
import { applicationRoute } from '../route/define-route.js';
import { webhookParams } from './webhook-params.js';

export const updateWebhookRoute = applicationRoute('users.admin', {
  method: 'patch',
  path: '/v1/webhooks/:id',
  tag: 'Webhooks',
  summary: 'Change a webhook, or switch it on or off',
  params: webhookParams,
  body: updateWebhookSchema,
  bodyExample: { version: 1, enabled: true },
  answers: { 200: { description: 'The webhook as it is now.', schema: webhookViewSchema } },
  errors: ['not_found', 'conflict'],
  handle: async ({ context, applicationId, authority, params, body: input }) => ({
    status: 200,
    body: await updateWebhook(context, { applicationId, webhookId: params.id, actor: authority.actor, input }),
  }),
});
