import type { Context } from '../context.js';
import type { WebhookMessageRecord, WebhookRecord } from '../records.js';
import { switchOffWebhook } from './manage-webhook.js';
import { payloadContext } from './owe-webhook-messages.js';
import { openSecrets, openWebhookUrl } from './webhook-secrets.js';

export interface WebhookPost {
  readonly url: string;
  readonly messageId: string;
  readonly body: string;
  /** Each signs, newest first. */
  readonly secrets: readonly string[];
  readonly at: number;
}

/** The HTTP status of the answer, or why there was none. One call, no redirect, no retry. */
export type PostWebhook = (post: WebhookPost) => Promise<number | string>;

export interface SendContext extends Context {
  readonly post: PostWebhook;
  /** In [0, 1). */
  readonly random: () => number;
}

/** Longer than one call takes: a worker that died gives the message up. */
const leaseMilliseconds = 15_000;
const batch = 20;
const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
/** After each failure; about three days in all. */
const waits = [
  5 * second,
  30 * second,
  2 * minute,
  10 * minute,
  30 * minute,
  hour,
  2 * hour,
  4 * hour,
  8 * hour,
  12 * hour,
  16 * hour,
  24 * hour,
];
const jitterShare = 0.2;
const gone = 410;

const isTaken = (answer: number | string): boolean => typeof answer === 'number' && answer >= 200 && answer < 300;

function waitAfter(attempts: number, random: number): number | undefined {
  const wait = waits[attempts - 1];
  return wait === undefined ? undefined : Math.round(wait * (1 - jitterShare + 2 * jitterShare * random));
}

function answered(
  message: WebhookMessageRecord,
  answer: number | string,
  at: number,
  random: number,
): WebhookMessageRecord {
  const attempts = message.attempts + 1;
  const tried = {
    ...message,
    version: message.version + 1,
    updatedAt: at,
    attempts,
    lastAttemptAt: at,
    lastAnswer: String(answer),
  };
  if (isTaken(answer)) return { ...tried, status: 'delivered', nextAt: null };
  const wait = answer === gone ? undefined : waitAfter(attempts, random);
  return wait === undefined ? { ...tried, status: 'failed', nextAt: null } : { ...tried, nextAt: at + wait };
}

/** Nothing that came after this message was taken, so the whole of its three days was one failure. */
async function tookNothingSince({ store }: Context, { webhookId, createdAt }: WebhookMessageRecord): Promise<boolean> {
  const where = { webhookId: { equals: webhookId }, status: { equals: 'delivered' } };
  const [newest] = await store.webhookMessages.page(where, { limit: 1 });
  return newest === undefined || newest.createdAt < createdAt;
}

async function sendOne(context: SendContext, webhook: WebhookRecord, message: WebhookMessageRecord): Promise<void> {
  const { store, settings, post, random } = context;
  const { keyring } = settings.current();
  const now = context.now();
  const leased = { ...message, version: message.version + 1, nextAt: now + leaseMilliseconds };
  // Another worker has it.
  if ((await store.webhookMessages.replace(leased, message.version)) !== 'replaced') return;
  const answer = await post({
    url: openWebhookUrl(keyring, webhook),
    messageId: message.id,
    body: keyring.unseal(message.applicationId, payloadContext(message.id), message.payloadSealed),
    secrets: openSecrets(keyring, webhook, now).map(({ secret }) => secret),
    at: now,
  });
  const after = answered(leased, answer, context.now(), random());
  await store.webhookMessages.replace(after, leased.version);
  if (answer === gone) return await switchOffWebhook(context, webhook, 'gone');
  if (after.status === 'failed' && (await tookNothingSince(context, after))) {
    await switchOffWebhook(context, webhook, 'failing');
  }
}

/** Sends what is due of one webhook, some at a time; tells how many were due. At least once each, by the same `webhook-id`. */
export async function sendWebhookMessages(context: SendContext, webhook: WebhookRecord): Promise<number> {
  const due = { webhookId: { equals: webhook.id }, status: { equals: 'waiting' }, nextAt: { atMost: context.now() } };
  const messages = await context.store.webhookMessages.page(due, { limit: batch });
  await Promise.all(messages.map((message) => sendOne(context, webhook, message)));
  return messages.length;
}
