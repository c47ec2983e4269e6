import type { Context } from '../context.js';
import type { WebhookMessageRecord, WebhookRecord, WebhookTry } from '../records.js';
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

/** What one try has come to. */
export type WebhookTryOutcome = 'delivered' | 'retried' | 'failed';

export interface WebhookTryReport {
  readonly outcome: WebhookTryOutcome;
  /** Since the event was owed. */
  readonly ageMilliseconds: number;
}

export interface SendContext extends Context {
  readonly post: PostWebhook;
  readonly report: (tried: WebhookTryReport) => void;
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
const unreadable = 'unreadable';
/** Of which the view tells: those of the whole schedule, and some by hand. */
const mostTries = 20;

const isFinal = (answer: number | string): boolean => answer === gone || answer === unreadable;
const isTaken = (answer: number | string): boolean => typeof answer === 'number' && answer >= 200 && answer < 300;

function waitAfter(attempts: number, random: number): number | undefined {
  const wait = waits[attempts - 1];
  return wait === undefined ? undefined : Math.round(wait * (1 - jitterShare + 2 * jitterShare * random));
}

interface Try {
  readonly answer: number | string;
  readonly startedAt: number;
  readonly endedAt: number;
}

function answered(message: WebhookMessageRecord, { answer, startedAt, endedAt }: Try, random: number) {
  const attempts = message.attempts + 1;
  const one: WebhookTry = { at: startedAt, answer: String(answer), milliseconds: endedAt - startedAt };
  const tried: WebhookMessageRecord = {
    ...message,
    version: message.version + 1,
    updatedAt: endedAt,
    attempts,
    lastAttemptAt: startedAt,
    lastAnswer: one.answer,
    tries: [...message.tries, one].slice(-mostTries),
  };
  if (isTaken(answer)) return { ...tried, status: 'delivered', nextAt: null } as const;
  const wait = isFinal(answer) ? undefined : waitAfter(attempts, random);
  return wait === undefined
    ? ({ ...tried, status: 'failed', nextAt: null } as const)
    : ({ ...tried, status: 'waiting', nextAt: endedAt + wait } as const);
}

/** Nothing that came after this message was taken, so the whole of its three days was one failure. */
async function tookNothingSince({ store }: Context, { webhookId, createdAt }: WebhookMessageRecord): Promise<boolean> {
  const where = { webhookId: { equals: webhookId }, status: { equals: 'delivered' } };
  const [newest] = await store.webhookMessages.page(where, { limit: 1 });
  return newest === undefined || newest.createdAt < createdAt;
}

/** Undefined for what cannot be read, as after its key was lost: it would be in the way for ever. */
function composePost(
  { settings, warn }: SendContext,
  webhook: WebhookRecord,
  message: WebhookMessageRecord,
  at: number,
): WebhookPost | undefined {
  const { keyring } = settings.current();
  try {
    return {
      url: openWebhookUrl(keyring, webhook),
      messageId: message.id,
      body: keyring.unseal(message.applicationId, payloadContext(message.id), message.payloadSealed),
      secrets: openSecrets(keyring, webhook, at).map(({ secret }) => secret),
      at,
    };
  } catch (error) {
    warn('A message of a webhook cannot be read', { webhookId: webhook.id, messageId: message.id, error });
    return undefined;
  }
}

type SwitchOff = NonNullable<WebhookRecord['disabledReason']>;

const outcomes = { delivered: 'delivered', waiting: 'retried', failed: 'failed' } as const;

/** Tells why the webhook is to be switched off, if it is. */
async function sendOne(
  context: SendContext,
  webhook: WebhookRecord,
  message: WebhookMessageRecord,
): Promise<SwitchOff | undefined> {
  const { webhookMessages } = context.store;
  const startedAt = context.now();
  const leased = { ...message, version: message.version + 1, nextAt: startedAt + leaseMilliseconds };
  // Another worker has it.
  if ((await webhookMessages.replace(leased, message.version)) !== 'replaced') return undefined;
  const composed = composePost(context, webhook, message, startedAt);
  const answer = composed ? await context.post(composed) : unreadable;
  const endedAt = context.now();
  const after = answered(leased, { answer, startedAt, endedAt }, context.random());
  await webhookMessages.replace(after, leased.version);
  context.report({
    outcome: outcomes[after.status],
    ageMilliseconds: Math.max(0, endedAt - message.createdAt),
  });
  if (answer === gone) return 'gone';
  if (after.status !== 'failed' || answer === unreadable) return undefined;
  return (await tookNothingSince(context, after)) ? 'failing' : undefined;
}

/** Sends what is due of one webhook, some at a time; tells how many were due. At least once each, by the same `webhook-id`. */
export async function sendWebhookMessages(context: SendContext, webhook: WebhookRecord): Promise<number> {
  const due = { webhookId: { equals: webhook.id }, status: { equals: 'waiting' }, nextAt: { atMost: context.now() } };
  // Longest due first: with a backlog what is owed now waits its turn, and nothing waits for ever.
  const messages = await context.store.webhookMessages.lowest(due, 'nextAt', batch);
  const verdicts = await Promise.all(messages.map((message) => sendOne(context, webhook, message)));
  const reason = verdicts.includes('gone') ? 'gone' : verdicts.find((verdict) => verdict !== undefined);
  if (reason !== undefined) await switchOffWebhook(context, webhook, reason);
  return messages.length;
}
