import { z } from 'zod';
import { pageCursorSchema } from '../page-cursor.js';
import { webhookEventTypes } from './webhook-events.js';

const hasCredentials = (url: string): boolean =>
  URL.canParse(url) && (new URL(url).username !== '' || new URL(url).password !== '');

/** Port 0 is none. */
const cannotBeCalled = (url: string): boolean => URL.canParse(url) && new URL(url).port === '0';

const urlSchema = z
  .url({ protocol: /^https?$/, error: 'must be an http or https address' })
  .max(2000)
  .refine((url) => !hasCredentials(url), 'must not hold a user name or password')
  .refine((url) => !cannotBeCalled(url), 'must have a port above 0');

const eventsSchema = z
  .array(z.enum(webhookEventTypes))
  .max(webhookEventTypes.length)
  .refine((events) => new Set(events).size === events.length, 'must name each event once')
  .describe('Empty: every event.');

const descriptionSchema = z.string().trim().max(200).nullable();

export const createWebhookSchema = z.strictObject({
  url: urlSchema.describe('Gets a POST for each event. May hold a secret: it is kept sealed.'),
  events: eventsSchema.default([]),
  description: descriptionSchema.default(null),
  enabled: z.boolean().default(true),
});

export type CreateWebhookInput = z.infer<typeof createWebhookSchema>;

export const updateWebhookSchema = z.strictObject({
  version: z.int().min(1),
  url: urlSchema.optional(),
  events: eventsSchema.optional(),
  description: descriptionSchema.optional(),
  enabled: z.boolean().optional().describe('True also takes up again what Otpost switched off.'),
});

export type UpdateWebhookInput = z.infer<typeof updateWebhookSchema>;

export const webhookViewSchema = z.strictObject({
  id: z.string(),
  version: z.int(),
  url: z.string(),
  events: z.array(z.enum(webhookEventTypes)),
  description: z.string().nullable(),
  enabled: z.boolean(),
  disabledReason: z
    .enum(['gone', 'failing'])
    .nullable()
    .describe('`gone`: it answered 410. `failing`: it took nothing for three days.'),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
});

export type WebhookView = z.infer<typeof webhookViewSchema>;

export const newWebhookViewSchema = webhookViewSchema.extend({
  secret: z.string().describe('Signs every message (Standard Webhooks). Shown this once.'),
});

export type NewWebhookView = z.infer<typeof newWebhookViewSchema>;

export const webhookListSchema = z.strictObject({ webhooks: z.array(webhookViewSchema) });

export const listWebhookMessagesSchema = z.strictObject({
  status: z.enum(['waiting', 'delivered', 'failed']).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: pageCursorSchema.optional().describe('`nextCursor` of the page before.'),
});

export const replayWebhookSchema = z.strictObject({
  since: z.iso.datetime({ offset: true }).describe('What was owed at this time or later and failed.'),
});

export const replayedWebhookSchema = z.strictObject({
  replayed: z.int().describe('How many are sent again.'),
});

export const webhookMessageViewSchema = z.strictObject({
  id: z.string().describe('The `webhook-id` of every try.'),
  type: z.string(),
  status: z.enum(['waiting', 'delivered', 'failed']),
  attempts: z.int().describe('Since it was owed, or sent again by hand.'),
  lastAnswer: z.string().nullable().describe('The HTTP status of the last answer, or why there was none.'),
  lastAttemptAt: z.iso.datetime().nullable(),
  nextAttemptAt: z.iso.datetime().nullable(),
  createdAt: z.iso.datetime(),
  tries: z
    .array(z.strictObject({ at: z.iso.datetime(), answer: z.string(), milliseconds: z.int() }))
    .describe('The latest twenty, oldest first.'),
});

export type WebhookMessageView = z.infer<typeof webhookMessageViewSchema>;

export const webhookMessageListSchema = z.strictObject({
  messages: z.array(webhookMessageViewSchema).describe('Newest first.'),
  nextCursor: z.string().nullable().describe('Null on the last page.'),
});

export type WebhookMessagePage = z.infer<typeof webhookMessageListSchema>;
