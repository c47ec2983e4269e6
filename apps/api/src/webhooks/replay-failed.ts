import { replayFailedMessages } from '@otpost/core/webhook/webhook-messages';
import { replayedWebhookSchema, replayWebhookSchema } from '@otpost/core/webhook/webhook-schemas';
import { storedAnswer } from '../idempotency/replay.js';
import { webhookParams } from './webhook-params.js';
import { webhookRoute } from './webhook-route.js';

export const replayFailedRoutes = webhookRoute({
  method: 'post',
  at: '/:id/replay',
  role: 'support',
  summary: 'Send all again that failed since a time',
  params: webhookParams,
  body: replayWebhookSchema,
  bodyExample: { since: '2026-11-25T10:00:00Z' },
  answers: {
    202: { description: 'They are owed again, each by its own `webhook-id`.', schema: replayedWebhookSchema },
  },
  errors: ['not_found'],
  replay: storedAnswer,
  handle: async ({ context, applicationId, params, body: { since } }) => ({
    status: 202,
    body: await replayFailedMessages(context, { applicationId, webhookId: params.id, since }),
  }),
});
