import { listWebhookMessages } from '@otpost/core/webhook/webhook-messages';
import { listWebhookMessagesSchema, webhookMessageListSchema } from '@otpost/core/webhook/webhook-schemas';
import { applicationRoute } from '../route/define-route.js';
import { webhookParams } from './webhook-params.js';

export const listWebhookMessagesRoute = applicationRoute('users.admin', {
  method: 'get',
  path: '/v1/webhooks/:id/messages',
  tag: 'Webhooks',
  summary: 'See what was and is owed to a webhook',
  params: webhookParams,
  query: listWebhookMessagesSchema,
  answers: { 200: { description: 'The newest, up to `limit`.', schema: webhookMessageListSchema } },
  errors: ['not_found'],
  handle: async ({ context, applicationId, params, query: input }) => ({
    status: 200,
    body: { messages: await listWebhookMessages(context, { applicationId, webhookId: params.id, input }) },
  }),
});
