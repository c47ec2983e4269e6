import { testWebhook } from '@otpost/core/webhook/webhook-messages';
import { webhookMessageViewSchema } from '@otpost/core/webhook/webhook-schemas';
import { storedAnswer } from '../idempotency/replay.js';
import { webhookParams } from './webhook-params.js';
import { webhookRoute } from './webhook-route.js';

export const testWebhookRoutes = webhookRoute({
  method: 'post',
  at: '/:id/test',
  role: 'support',
  summary: 'Send a test event',
  params: webhookParams,
  answers: {
    202: { description: 'It is owed; the list of messages tells its answer.', schema: webhookMessageViewSchema },
  },
  errors: ['not_found'],
  replay: storedAnswer,
  handle: async ({ context, applicationId, params }) => ({
    status: 202,
    body: await testWebhook(context, { applicationId, webhookId: params.id }),
  }),
});
