import type { Outcome } from '@otpost/provider-kit/outcome';
import type { AttemptDecision, CloseResult, DeliverableChallenge, Ring } from '../live-port.js';
import { attemptTest, isInTestMode } from '../test-mode/attempt-test.js';
import { tracedSend } from '../trace/traced-send.js';
import { providerOrder, whyNobody } from './candidate-providers.js';
import { closePatiently } from './close-patiently.js';
import type { DeliverContext, OpenedAttempt } from './deliver-context.js';
import type { DeliveryStatus } from './delivery-states.js';
import { fallBack } from './fall-back.js';
import { isHeldByPause } from './is-held-by-pause.js';
import { asRecorded, type NextAttempt, nextAttempt, type PastAttempt } from './next-attempt.js';
import { ringBell } from './ring-bell.js';
import { readSettingsAgain, tryProvider } from './try-provider.js';

/** Longer than any send: past it an open attempt counts as possibly taken. */
const leaseSlackMilliseconds = 3000;
/** One retry has its time, the ladder has not. */
const longestWaitBeforeFallbackMilliseconds = 3000;
/** Until a message is looked at again whose providers are all paused. */
export const pausedMilliseconds = 10_000;

/** How far it came. `refused`: nothing may be sent now, and `reason` says why. `paused`: it is to be looked at again later. */
export interface DeliveredTo {
  readonly status: DeliveryStatus | 'refused' | 'paused';
  readonly reason?: string;
}

function pastAttempts(opened: OpenedAttempt): PastAttempt[] {
  const send = opened.challenge.sends.find((candidate) => candidate.number === opened.challenge.send);
  // One that found every provider paused says nothing of any of them.
  const isOfProvider = ({ provider, outcome }: PastAttempt) => !(provider === null && outcome === 'retry');
  return (send?.attempts ?? []).filter((attempt) => attempt.number !== opened.attempt && isOfProvider(attempt));
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

async function attempt(context: DeliverContext, opened: OpenedAttempt): Promise<CloseResult> {
  if (isInTestMode(context, opened.challenge)) return await attemptTest(context, opened);
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
 * or channel at once when one is due. Every outcome is a result; what it throws is a failure of the live state.
 */
export async function deliver(context: DeliverContext, delivery: Ring): Promise<DeliveredTo> {
  if (await isHeldByPause(context, delivery)) return { status: 'paused' };
  const lease = context.providers.longestTimeoutMilliseconds(delivery.channel) + leaseSlackMilliseconds;
  for (;;) {
    const opened = await context.live.challenges.openAttempt(delivery.id, delivery.send, lease);
    if (opened.kind === 'refused') {
      if (opened.isStepDue) await fallBack(context, delivery.id);
      return { status: 'refused', reason: opened.reason };
    }
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
