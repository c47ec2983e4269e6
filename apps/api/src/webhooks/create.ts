import { createWebhook } from '@otpost/core/webhook/manage-webhook';
import { createWebhookSchema, newWebhookViewSchema } from '@otpost/core/webhook/webhook-schemas';
import { secretAnswer } from '../idempotency/replay.js';
import { webhookRoute } from './webhook-route.js';

export const createWebhookRoutes = webhookRoute({
  method: 'post',
  at: '',
  role: 'admin',
  stepUp: true,
  summary: 'Be told of events',
  body: createWebhookSchema,
  bodyExample: { url: 'https://shop.example/otpost', events: ['challenge.approved'] },
  answers: { 201: { description: 'The webhook; its secret is shown this once.', schema: newWebhookViewSchema } },
  errors: ['conflict', 'already_revealed'],
  replay: secretAnswer,
  handle: async ({ context, applicationId, actor, body: input }) => ({
    status: 201,
    body: await createWebhook(context, { applicationId, actor, input }),
  }),
});
