import type { z } from 'zod';
import type { Context } from '../context.js';
import { OtpostError } from '../errors.js';
import { newId } from '../ids.js';
import { requireWebhook, type WebhookOf } from './manage-webhook.js';
import { oweMessage } from './owe-webhook-messages.js';
import type { listWebhookMessagesSchema, WebhookMessageView } from './webhook-schemas.js';
import { viewWebhookMessage } from './webhook-view.js';

export interface ListWebhookMessages extends WebhookOf {
  readonly input: z.infer<typeof listWebhookMessagesSchema>;
}

/** What was and is owed, newest first. Throws `not_found`. */
export async function listWebhookMessages(
  context: Context,
  { input, ...of }: ListWebhookMessages,
): Promise<WebhookMessageView[]> {
  await requireWebhook(context, of);
  const status = input.status ? { status: { equals: input.status } } : {};
  const where = { webhookId: { equals: of.webhookId }, ...status };
  return (await context.store.webhookMessages.page(where, { limit: input.limit })).map(viewWebhookMessage);
}

/** Sends one again, from the beginning of its tries. Throws `not_found`. */
export async function replayWebhookMessage(
  context: Context,
  { messageId, ...of }: WebhookOf & { readonly messageId: string },
): Promise<WebhookMessageView> {
  await requireWebhook(context, of);
  const message = await context.store.webhookMessages.get(messageId);
  if (message?.webhookId !== of.webhookId) throw new OtpostError('not_found', 'There is no message with this id');
  const now = context.now();
  const again = {
    ...message,
    version: message.version + 1,
    updatedAt: now,
    status: 'waiting',
    attempts: 0,
    nextAt: now,
  } as const;
  const replaced = await context.store.webhookMessages.replace(again, message.version);
  if (replaced !== 'replaced') throw new OtpostError('conflict', 'The message is being sent in this moment');
  return viewWebhookMessage(again);
}

/** An event of type `test`. Throws `not_found`. */
export async function testWebhook(context: Context, of: WebhookOf): Promise<WebhookMessageView> {
  const webhook = await requireWebhook(context, of);
  const key = newId('evt', context.randomBytes);
  const event = {
    applicationId: of.applicationId,
    type: 'test',
    key,
    at: context.now(),
    data: { webhookId: webhook.id },
  } as const;
  return viewWebhookMessage(await oweMessage(context, webhook, event));
}
