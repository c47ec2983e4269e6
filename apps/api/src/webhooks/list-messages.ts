import { listWebhookMessages } from '@otpost/core/webhook/webhook-messages';
import { listWebhookMessagesSchema, webhookMessageListSchema } from '@otpost/core/webhook/webhook-schemas';
import { webhookParams } from './webhook-params.js';
import { webhookRoute } from './webhook-route.js';

export const listWebhookMessagesRoutes = webhookRoute({
  method: 'get',
  at: '/:id/messages',
  role: 'viewer',
  summary: 'See what was and is owed to a webhook',
  params: webhookParams,
  query: listWebhookMessagesSchema,
  answers: { 200: { description: 'A page of them, newest first.', schema: webhookMessageListSchema } },
  errors: ['not_found'],
  handle: async ({ context, applicationId, params, query: input }) => ({
    status: 200,
    body: await listWebhookMessages(context, { applicationId, webhookId: params.id, input }),
  }),
});
