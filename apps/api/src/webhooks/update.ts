import { updateWebhook } from '@otpost/core/webhook/manage-webhook';
import { updateWebhookSchema, webhookViewSchema } from '@otpost/core/webhook/webhook-schemas';
import { webhookParams } from './webhook-params.js';
import { webhookRoute } from './webhook-route.js';

export const updateWebhookRoutes = webhookRoute({
  method: 'patch',
  at: '/:id',
  role: 'admin',
  stepUp: true,
  summary: 'Change a webhook, or switch it on or off',
  params: webhookParams,
  body: updateWebhookSchema,
  bodyExample: { version: 1, enabled: true },
  answers: { 200: { description: 'The webhook as it is now.', schema: webhookViewSchema } },
  errors: ['not_found', 'conflict'],
  handle: async ({ context, applicationId, actor, params, body: input }) => ({
    status: 200,
    body: await updateWebhook(context, { applicationId, webhookId: params.id, actor, input }),
  }),
});
