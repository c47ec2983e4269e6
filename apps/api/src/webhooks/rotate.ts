import { rotateWebhookSecret } from '@otpost/core/webhook/manage-webhook';
import { newWebhookViewSchema } from '@otpost/core/webhook/webhook-schemas';
import { secretAnswer } from '../idempotency/replay.js';
import { webhookParams } from './webhook-params.js';
import { webhookRoute } from './webhook-route.js';

export const rotateWebhookRoutes = webhookRoute({
  method: 'post',
  at: '/:id/secret',
  role: 'admin',
  stepUp: true,
  summary: 'Make a new secret',
  description: 'The one before signs beside it for 24 hours, so that no message is refused meanwhile.',
  params: webhookParams,
  answers: { 201: { description: 'The new secret, shown this once.', schema: newWebhookViewSchema } },
  errors: ['not_found', 'conflict', 'already_revealed'],
  replay: secretAnswer,
  handle: async ({ context, applicationId, actor, params }) => ({
    status: 201,
    body: await rotateWebhookSecret(context, { applicationId, webhookId: params.id, actor }),
  }),
});
