import type { z } from 'zod';
import type { Context } from '../context.js';
import { OtpostError } from '../errors.js';
import { newId } from '../ids.js';
import { readPageCursor, writePageCursor } from '../page-cursor.js';
import type { WebhookMessageRecord } from '../records.js';
import { inParallel } from './in-parallel.js';
import { requireWebhook, type WebhookOf } from './manage-webhook.js';
import { oweMessage } from './owe-webhook-messages.js';
import type { listWebhookMessagesSchema, WebhookMessagePage, WebhookMessageView } from './webhook-schemas.js';
import { viewWebhookMessage } from './webhook-view.js';

const replayPage = 200;

export interface ListWebhookMessages extends WebhookOf {
  readonly input: z.infer<typeof listWebhookMessagesSchema>;
}

/** What was and is owed, newest first. Throws `not_found`, and `invalid_request` for a cursor that is none. */
export async function listWebhookMessages(
  context: Context,
  { input, ...of }: ListWebhookMessages,
): Promise<WebhookMessagePage> {
  await requireWebhook(context, of);
  const { limit, cursor } = input;
  const status = input.status ? { status: { equals: input.status } } : {};
  const where = { webhookId: { equals: of.webhookId }, ...status };
  const before = cursor === undefined ? {} : { before: readPageCursor(cursor) };
  // One more than asked for tells whether there is another page.
  const found = await context.store.webhookMessages.page(where, { limit: limit + 1, ...before });
  const page = found.slice(0, limit);
  const last = found.length > page.length ? page.at(-1) : undefined;
  return { messages: page.map(viewWebhookMessage), nextCursor: last ? writePageCursor(last) : null };
}

function owedAgain(message: WebhookMessageRecord, now: number): WebhookMessageRecord {
  return { ...message, version: message.version + 1, updatedAt: now, status: 'waiting', attempts: 0, nextAt: now };
}

/** Sends one again, from the beginning of its tries. Throws `not_found`. */
export async function replayWebhookMessage(
  context: Context,
  { messageId, ...of }: WebhookOf & { readonly messageId: string },
): Promise<WebhookMessageView> {
  await requireWebhook(context, of);
  const message = await context.store.webhookMessages.get(messageId);
  if (message?.webhookId !== of.webhookId) throw new OtpostError('not_found', 'There is no message with this id');
  const again = owedAgain(message, context.now());
  const replaced = await context.store.webhookMessages.replace(again, message.version);
  if (replaced !== 'replaced') throw new OtpostError('conflict', 'The message is being sent in this moment');
  return viewWebhookMessage(again);
}

/** Sends all again that was owed since then and failed, as after a receiver was mended. Throws `not_found`. */
export async function replayFailedMessages(
  context: Context,
  { since, ...of }: WebhookOf & { readonly since: string },
): Promise<{ replayed: number }> {
  await requireWebhook(context, of);
  const { webhookMessages } = context.store;
  const where = {
    webhookId: { equals: of.webhookId },
    status: { equals: 'failed' },
    createdAt: { atLeast: Date.parse(since) },
  };
  let replayed = 0;
  let before: { createdAt: number; id: string } | undefined;
  for (;;) {
    const page = await webhookMessages.page(where, { limit: replayPage, ...(before ? { before } : {}) });
    const now = context.now();
    const answers = await inParallel(page, (message) =>
      webhookMessages.replace(owedAgain(message, now), message.version),
    );
    replayed += answers.filter((answer) => answer === 'replaced').length;
    const last = page.at(-1);
    if (!last || page.length < replayPage) return { replayed };
    before = { createdAt: last.createdAt, id: last.id };
  }
}

/** An event of type `test`. Throws `not_found`. */
export async function testWebhook(context: Context, of: WebhookOf): Promise<WebhookMessageView> {
  const webhook = await requireWebhook(context, of);
  const key = newId('evt', context.randomBytes);
  const event = {
    applicationId: of.applicationId,
    userId: null,
    type: 'test',
    key,
    at: context.now(),
    data: { webhookId: webhook.id },
  } as const;
  return viewWebhookMessage(await oweMessage(context, webhook, event));
}
