import { z } from 'zod';
import { challengeChannelSchema } from '../challenge/challenge-schemas.js';
import { type WebhookEventType, webhookEvents } from './webhook-events.js';

/** No code, no secret, no whole address is ever in one of these. */

const ofChallenge = z.strictObject({
  challengeId: z.string(),
  channel: challengeChannelSchema,
  purpose: z.string(),
  to: z.string().nullable().describe('Masked; null for a channel without an address.'),
  user: z.string().nullable().describe('Your own id of the user; null for a challenge by address.'),
  reason: z.string().nullable(),
});

const ofDelivery = ofChallenge.extend({ deliveryId: z.string().describe('As in `GET /v1/deliveries/:id`.') });

const ofUser = z.strictObject({
  user: z.string().describe('Your own id of the user.'),
  name: z.string().nullable().describe('Of the factor or app password.'),
});

const ofTest = z.strictObject({ webhookId: z.string() });

function dataOf(type: WebhookEventType) {
  if (type === 'test') return ofTest;
  if (type.startsWith('challenge.')) return ofChallenge;
  return type.startsWith('delivery.') ? ofDelivery : ofUser;
}

/** The body of a message, as the receiver gets it. */
export function webhookPayloadSchema(type: WebhookEventType) {
  return z
    .strictObject({
      type: z.literal(type),
      timestamp: z.iso.datetime().describe('When it happened.'),
      data: dataOf(type),
    })
    .describe(webhookEvents[type]);
}
