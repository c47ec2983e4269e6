import { createWebhook } from '@otpost/core/webhook/manage-webhook';
import { createWebhookSchema, newWebhookViewSchema } from '@otpost/core/webhook/webhook-schemas';
import { secretAnswer } from '../idempotency/replay.js';
import { applicationRoute } from '../route/define-route.js';

export const createWebhookRoute = applicationRoute('users.admin', {
  method: 'post',
  path: '/v1/webhooks',
  tag: 'Webhooks',
  summary: 'Be told of events',
  body: createWebhookSchema,
  bodyExample: { url: 'https://shop.example/otpost', events: ['challenge.approved'] },
  answers: { 201: { description: 'The webhook; its secret is shown this once.', schema: newWebhookViewSchema } },
  errors: ['conflict', 'already_revealed'],
  replay: secretAnswer,
  handle: async ({ context, applicationId, authority, body: input }) => ({
    status: 201,
    body: await createWebhook(context, { applicationId, actor: authority.actor, input }),
  }),
});
