import type { RouteConfig } from '@asteasolutions/zod-to-openapi';
import { webhookEvents, webhookEventTypes } from '@otpost/core/webhook/webhook-events';
import { webhookPayloadSchema } from '@otpost/core/webhook/webhook-payload';
import { z } from 'zod';

const headers = z.object({
  'webhook-id': z.string().describe('The same for every try: tells a repetition.'),
  'webhook-timestamp': z.string().describe('Seconds since 1970, of this try.'),
  'webhook-signature': z.string().describe('`v1,` and the signature; two of them while a secret is changed.'),
});

/** What Otpost sends to the webhooks of an application, one operation for each event. */
export function webhookOperations(): RouteConfig[] {
  return webhookEventTypes.map((type) => ({
    method: 'post',
    path: type,
    tags: ['Events'],
    summary: webhookEvents[type],
    security: [],
    request: {
      headers,
      body: { required: true, content: { 'application/json': { schema: webhookPayloadSchema(type) } } },
    },
    responses: {
      '2XX': { description: 'Taken.' },
      410: { description: 'Gone: the webhook is switched off.' },
      default: { description: 'Not taken; it is tried again.' },
    },
  }));
}
