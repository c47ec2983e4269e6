import { createHash } from 'node:crypto';
import type { Context } from '../context.js';
import type { WebhookMessageRecord, WebhookRecord } from '../records.js';
import { inParallel } from './in-parallel.js';
import type { WebhookEventType } from './webhook-events.js';

export interface WebhookEvent {
  readonly applicationId: string;
  /** Our id of the user whom the data names, with whom it is erased. */
  readonly userId: string | null;
  readonly type: WebhookEventType;
  /** Names the event for ever: the same key makes no second message. */
  readonly key: string;
  readonly at: number;
  /** No code, no secret, no whole address. */
  readonly data: Readonly<Record<string, string | number | boolean | null>>;
}

type OweContext = Pick<Context, 'store' | 'settings'>;

export function payloadContext(messageId: string): string {
  return `webhook-message:${messageId}`;
}

export function webhookMessageId(webhookId: string, key: string): string {
  return `wmg_${createHash('sha256').update(`${webhookId}:${key}`).digest('hex').slice(0, 32)}`;
}

/** What was switched off by us is told of nothing and misses nothing: it can be sent when it is taken up again. */
const listens = ({ enabled, disabledReason, events }: WebhookRecord, type: WebhookEventType): boolean =>
  (enabled || disabledReason !== null) && (events.length === 0 || events.includes(type));

/** For a webhook that is switched off as one that failed, which is sent by hand. */
export async function oweMessage({ store, settings }: OweContext, webhook: WebhookRecord, event: WebhookEvent) {
  const { applicationId, userId, type, at, data } = event;
  const id = webhookMessageId(webhook.id, event.key);
  const body = JSON.stringify({ type, timestamp: new Date(at).toISOString(), data });
  const message: WebhookMessageRecord = {
    id,
    version: 1,
    // When it happened, by the clock of the live state: that of a worker may be wrong.
    createdAt: at,
    updatedAt: at,
    applicationId,
    webhookId: webhook.id,
    userId,
    type,
    payloadSealed: settings.current().keyring.seal(applicationId, payloadContext(id), body),
    status: webhook.enabled ? 'waiting' : 'failed',
    attempts: 0,
    nextAt: webhook.enabled ? at : null,
    lastAttemptAt: null,
    lastAnswer: webhook.enabled ? null : 'Not sent: the webhook was switched off',
    tries: [],
  };
  await store.webhookMessages.insert(message);
  return message;
}

/** Writes what every listening webhook is owed of these events. Safe to repeat. Costs nothing where nobody listens. */
export async function oweWebhookMessages(context: OweContext, events: readonly WebhookEvent[]): Promise<void> {
  const { webhooks } = context.settings.current();
  if (webhooks.length === 0) return;
  const owed = events.flatMap((event) =>
    webhooks
      .filter((webhook) => webhook.applicationId === event.applicationId && listens(webhook, event.type))
      .map((webhook) => ({ webhook, event })),
  );
  await inParallel(owed, ({ webhook, event }) => oweMessage(context, webhook, event));
}
