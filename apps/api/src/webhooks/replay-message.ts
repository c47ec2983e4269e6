import { replayWebhookMessage } from '@otpost/core/webhook/webhook-messages';
import { webhookMessageViewSchema } from '@otpost/core/webhook/webhook-schemas';
import { z } from 'zod';
import { storedAnswer } from '../idempotency/replay.js';
import { webhookParams } from './webhook-params.js';
import { webhookRoute } from './webhook-route.js';

export const replayWebhookMessageRoutes = webhookRoute({
  method: 'post',
  at: '/:id/messages/:mid/replay',
  role: 'support',
  summary: 'Send a message again',
  params: webhookParams.extend({ mid: z.string().max(60) }),
  answers: { 202: { description: 'It is owed again, by the same `webhook-id`.', schema: webhookMessageViewSchema } },
  errors: ['not_found', 'conflict'],
  replay: storedAnswer,
  handle: async ({ context, applicationId, params: { id: webhookId, mid: messageId } }) => ({
    status: 202,
    body: await replayWebhookMessage(context, { applicationId, webhookId, messageId }),
  }),
});
