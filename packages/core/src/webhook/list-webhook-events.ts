import { z } from 'zod';
import { type WebhookEventType, webhookEvents, webhookEventTypes } from './webhook-events.js';

export const webhookEventListSchema = z.strictObject({
  events: z.array(z.strictObject({ type: z.enum(webhookEventTypes), description: z.string() })),
});

/** Those that a webhook chooses among; a test comes when it is asked for, whatever was chosen. */
export function chosenWebhookEvents(): { type: WebhookEventType; description: string }[] {
  const chosen = webhookEventTypes.filter((type) => type !== 'test');
  return chosen.map((type) => ({ type, description: webhookEvents[type] }));
}
