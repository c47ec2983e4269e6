import { chosenWebhookEvents, webhookEventListSchema } from '@otpost/core/webhook/list-webhook-events';
import { adminRoute } from '../../route/define-route.js';

export const listWebhookEventsRoute = adminRoute({
  method: 'get',
  path: '/admin/v1/webhook-events',
  role: 'viewer',
  reach: 'applications',
  tag: 'Webhooks of an application',
  summary: 'See every event that a webhook may be told of, with what it means',
  description: 'Forms are drawn from it.',
  answers: {
    200: { description: 'All but `test`, which comes when it is asked for.', schema: webhookEventListSchema },
  },
  errors: [],
  handle: async () => ({ status: 200, body: { events: chosenWebhookEvents() } }),
});
