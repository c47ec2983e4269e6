import type { Outcome } from '@otpost/provider-kit/outcome';
import type { Breakers } from '../breaker/breakers.js';
import type { Context } from '../context.js';
import { deliveryId } from '../ids.js';
import type { AttemptDecision, CloseResult, DeliverableChallenge, OpenResult, Ring } from '../live-port.js';
import { pauseOf } from '../queue/pauses.js';
import { writeReceiptReference } from '../receipt/receipt-reference.js';
import type { ProviderRecord } from '../records.js';
import { providersFor } from '../settings/settings-snapshot.js';
import { attemptTest, isInTestMode } from '../test-mode/attempt-test.js';
import { tracedSend } from '../trace/traced-send.js';
import { closePatiently } from './close-patiently.js';
import type { DeliveryStatus } from './delivery-states.js';
import { fallBack } from './fall-back.js';
import { handOver } from './hand-over.js';
import { asRecorded, type NextAttempt, nextAttempt, type PastAttempt } from './next-attempt.js';
import { orderProviders } from './order-providers.js';
import type { ProviderPool } from './provider-pool.js';
import { renderDelivery } from './render-delivery.js';
import { ringBell } from './ring-bell.js';

/** Longer than any send: past it an open attempt counts as possibly taken. */
const leaseSlackMilliseconds = 3000;
/** One retry has its time, the ladder has not. */
const longestWaitBeforeFallbackMilliseconds = 3000;
/** Until a message is looked at again whose providers are all paused. */
const pausedMilliseconds = 10_000;

export interface DeliveryReport {
  readonly channel: string;
  readonly provider: string | null;
  readonly outcome: Outcome['class'];
  readonly providerMilliseconds: number;
}

export interface DeliverContext extends Context {
  readonly providers: ProviderPool;
  readonly breakers: Breakers;
  /** In [0, 1). */
  readonly random: () => number;
  readonly report: (report: DeliveryReport) => void;
}

/** How far it came. `refused`: nothing may be sent now, and `reason` says why. */
export interface DeliveredTo {
  readonly status: DeliveryStatus | 'refused';
  readonly reason?: string;
}

type Opened = OpenResult & { kind: 'opened' };

const isRunning = ({ settings }: DeliverContext, { id }: ProviderRecord): boolean =>
  !pauseOf(settings.current().pauses, { kind: 'provider', subject: id });

/** Those that may carry this message, paused or not. */
function fittingProviders({ settings }: DeliverContext, challenge: DeliverableChallenge): ProviderRecord[] {
  return providersFor(settings.current(), challenge.channel, challenge.applicationId, challenge.country);
}

/** A test goes by the provider it is for, enabled or not, open or not; everything else by those that fit. */
async function providerOrder(context: DeliverContext, challenge: DeliverableChallenge): Promise<ProviderRecord[]> {
  const settings = context.settings.current();
  if (challenge.providerId !== null) {
    const provider = settings.providers.get(challenge.providerId);
    return provider ? [provider] : [];
  }
  const running = fittingProviders(context, challenge).filter((provider) => isRunning(context, provider));
  const order = orderProviders(running, deliveryId(challenge.id, challenge.send));
  return await context.breakers.askable(order);
}

function pastAttempts(opened: Opened): PastAttempt[] {
  const send = opened.challenge.sends.find((candidate) => candidate.number === opened.challenge.send);
  return (send?.attempts ?? []).filter((attempt) => attempt.number !== opened.attempt);
}

/**
 * The API may have taken a challenge with settings that have not reached this worker yet, such as those of an application
 * made a moment ago. So they are read once more before a delivery is judged impossible.
 */
async function readSettingsAgain(context: DeliverContext): Promise<void> {
  try {
    await context.settings.refresh();
  } catch (error) {
    context.warn('settings not read again', { error: String(error) });
  }
}

/** Where this provider may tell what became of this handover. */
function receiptUrl({ settings, publicUrl }: DeliverContext, { challenge, attempt: number }: Opened, provider: string) {
  const reference = { ownerId: challenge.id, send: challenge.send, attempt: number };
  const { keyring } = settings.current();
  return `${publicUrl}/receipts/${provider}/${writeReceiptReference(keyring, provider, reference)}`;
}

async function tryProvider(context: DeliverContext, opened: Opened, provider: ProviderRecord): Promise<Outcome> {
  const prepare = () => ({
    instance: context.providers.instanceOf(provider),
    message: {
      ...renderDelivery(context, opened),
      receiptUrl: receiptUrl(context, opened, provider.id),
    },
  });
  let prepared: ReturnType<typeof prepare> | undefined;
  try {
    prepared = prepare();
  } catch {
    await readSettingsAgain(context);
  }
  try {
    prepared ??= prepare();
  } catch (error) {
    context.warn('delivery not possible', { id: opened.challenge.id, provider: provider.id, error: String(error) });
    return { class: 'config', detail: 'The provider or the template cannot be used as it is configured' };
  }
  const startedAt = context.now();
  const timeout = context.providers.sendTimeoutMilliseconds(provider);
  const outcome = await handOver(prepared.instance, prepared.message, timeout);
  // Of handovers alone: a template that cannot be used is no fault of the provider.
  await context.breakers.note(provider, outcome, context.now() - startedAt);
  return outcome;
}

/** What is paused goes on, so its messages wait; what is missing does not come. */
function whyNobody(context: DeliverContext, challenge: DeliverableChallenge): Outcome {
  return fittingProviders(context, challenge).length > 0
    ? { class: 'retry', detail: 'Every provider that may carry this message is paused' }
    : { class: 'config', detail: 'No enabled provider may carry this message' };
}

function withNobody({ class: outcome }: Outcome): NextAttempt {
  return outcome === 'retry'
    ? { kind: 'ask', provider: '', delayMilliseconds: pausedMilliseconds }
    : { kind: 'stop', reason: 'no_provider' };
}

/** A channel whose providers all refuse is not waited for while the user can be reached by another. */
function decide({ fallbacks, step }: DeliverableChallenge, next: NextAttempt): AttemptDecision {
  if (next.kind === 'stop') return next;
  const { delayMilliseconds } = next;
  const isTooLong = delayMilliseconds > longestWaitBeforeFallbackMilliseconds && step < fallbacks;
  return isTooLong ? { kind: 'stop', reason: 'providers_failing' } : { kind: 'retry', delayMilliseconds };
}

async function attempt(context: DeliverContext, opened: Opened): Promise<CloseResult> {
  if (isInTestMode(context, opened)) return await attemptTest(context, opened);
  let order = await providerOrder(context, opened.challenge);
  if (order.length === 0) {
    await readSettingsAgain(context);
    order = await providerOrder(context, opened.challenge);
  }
  const ids = order.map((provider) => provider.id);
  const past = pastAttempts(opened);
  const chosen = nextAttempt(ids, past, 0);
  const provider = chosen.kind === 'ask' ? order.find((candidate) => candidate.id === chosen.provider) : undefined;
  const startedAt = context.now();
  const outcome = provider
    ? await tracedSend(context, opened, provider, (own) => tryProvider(own, opened, provider))
    : whyNobody(context, opened.challenge);
  const { detail, retryAfterSeconds } = outcome;
  const outcomeClass = asRecorded(outcome.class, retryAfterSeconds, order.length);
  context.report({
    channel: opened.challenge.channel,
    provider: provider?.id ?? null,
    outcome: outcomeClass,
    providerMilliseconds: context.now() - startedAt,
  });
  const next = nextAttempt(
    ids,
    [...past, { provider: provider?.id ?? null, outcome: outcomeClass, retryAfterSeconds }],
    context.random(),
  );
  return await closePatiently(context, {
    id: opened.challenge.id,
    send: opened.challenge.send,
    attempt: opened.attempt,
    provider: provider?.id ?? null,
    outcome: outcomeClass,
    detail,
    providerCode: outcome.providerCode ?? null,
    providerMessageId: outcome.providerMessageId ?? null,
    awaitsReceipt: outcome.awaitsReceipt ?? false,
    suppress: outcome.suppress ?? null,
    decision: decide(opened.challenge, provider ? next : withNobody(outcome)),
  });
}

/**
 * Takes one delivery as far as it goes now: opens an attempt, hands the message over, closes it, and asks the next provider
 * at once when one is due. Every outcome is a result; what it throws is a failure of the live state.
 */
export async function deliver(context: DeliverContext, delivery: Ring): Promise<DeliveredTo> {
  const lease = context.providers.longestTimeoutMilliseconds(delivery.channel) + leaseSlackMilliseconds;
  for (;;) {
    const opened = await context.live.challenges.openAttempt(delivery.id, delivery.send, lease);
    if (opened.kind === 'refused') return { status: 'refused', reason: opened.reason };
    const closed = await attempt(context, opened);
    if (closed.isStepDue) {
      await fallBack(context, delivery.id);
      return { status: closed.status };
    }
    if (closed.status !== 'queued') return { status: closed.status };
    if (closed.delayMilliseconds > 0) {
      await ringBell(context, { ...delivery, ring: closed.ring }, 1, closed.delayMilliseconds);
      return { status: closed.status };
    }
  }
}
