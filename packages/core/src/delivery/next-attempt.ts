import type { OutcomeClass } from '@otpost/provider-kit/outcome';

/** One attempt of a send so far. `provider` is null when the worker died before it could say. */
export interface PastAttempt {
  readonly provider: string | null;
  readonly outcome: string | null;
  /** What the provider asked for after its answer. */
  readonly retryAfterSeconds?: number | undefined;
}

export type NextAttempt =
  | { readonly kind: 'ask'; readonly provider: string; readonly delayMilliseconds: number }
  | { readonly kind: 'stop'; readonly reason: string };

/** With another provider left: one retry after at most this long. */
const retryWithOthersMilliseconds = 2000;
/** With none left all are asked in turn, again and again, after waits that rise while life lasts; the last repeats. */
const ladderMilliseconds = [2000, 8000, 30_000];
/** What lives for a day is asked for less and less often: after so many attempts, waits of five minutes, then of half an hour. */
const patience = [
  { attempts: 40, milliseconds: 1_800_000 },
  { attempts: 20, milliseconds: 300_000 },
] as const;
const jitterShare = 0.2;
const triesWithOthers = 2;

/** Fills in the providers of attempts whose worker died: what it would have asked, since the choice depends on nothing else. */
function withProviders(order: readonly string[], past: readonly PastAttempt[]): PastAttempt[] {
  const known: PastAttempt[] = [];
  for (const attempt of past) {
    const guess = attempt.provider === null ? firstLeft(order, known) : attempt.provider;
    known.push({ ...attempt, provider: guess ?? order[0] ?? null });
  }
  return known;
}

function isLeft(provider: string, past: readonly PastAttempt[]): boolean {
  const own = past.filter((attempt) => attempt.provider === provider);
  return own.length < triesWithOthers && own.every((attempt) => attempt.outcome === 'retry');
}

function firstLeft(order: readonly string[], past: readonly PastAttempt[]): string | undefined {
  return order.find((provider) => isLeft(provider, past));
}

function jittered(milliseconds: number, random: number): number {
  return Math.round(milliseconds * (1 - jitterShare + 2 * jitterShare * random));
}

/** How many attempts it took until none was left. */
function firstRound(order: readonly string[], past: readonly PastAttempt[]): number {
  if (order.length === 1) return 1;
  const last = past.findIndex((_, place) => firstLeft(order, past.slice(0, place + 1)) === undefined);
  return last === -1 ? past.length : last + 1;
}

/** `attempts` are those on the ladder so far. Within a round the next provider is asked at once. */
function ladderWait(attempts: number, providers: number): number {
  if (attempts % providers > 0) return 0;
  const patient = patience.find((step) => attempts >= step.attempts);
  const step = Math.min(ladderMilliseconds.length - 1, attempts / providers);
  return patient?.milliseconds ?? ladderMilliseconds[step] ?? 0;
}

function whenNoneIsLeft(order: readonly string[], past: readonly PastAttempt[], random: number): NextAttempt {
  const misconfigured = new Set(
    past.filter((attempt) => attempt.outcome === 'config').map((attempt) => attempt.provider),
  );
  const usable = order.filter((provider) => !misconfigured.has(provider));
  const [first] = usable;
  if (first === undefined) return { kind: 'stop', reason: order.length === 0 ? 'no_provider' : 'provider_config' };
  const last = past.at(-1);
  // Take turns, so that one that came back is found.
  const after = usable.indexOf(last?.provider ?? '') + 1;
  const provider = usable[after % usable.length] ?? first;
  const asked = (last?.provider === provider ? (last.retryAfterSeconds ?? 0) : 0) * 1000;
  const wait = ladderWait(past.length - firstRound(order, past), usable.length);
  return { kind: 'ask', provider, delayMilliseconds: Math.max(asked, jittered(wait, random)) };
}

/**
 * Whom to ask next, and when. `order` is best first, `random` in [0, 1). A pure function of what happened so far; how
 * many possibly taken attempts a send may have is kept by the live state.
 */
export function nextAttempt(order: readonly string[], past: readonly PastAttempt[], random: number): NextAttempt {
  const known = withProviders(order, past);
  const last = known.at(-1);
  if (last?.outcome === 'permanent') return { kind: 'stop', reason: 'refused' };
  // Alone, it is not asked again at once: the ladder is for that. One that others went before is asked first.
  const wasAsked = known.some((attempt) => attempt.provider === order[0]);
  const provider = order.length === 1 && wasAsked ? undefined : firstLeft(order, known);
  if (provider === undefined) {
    return last?.outcome === 'ambiguous' ? retryAmbiguous(order, known) : whenNoneIsLeft(order, known, random);
  }
  const again = last?.provider === provider;
  const delayMilliseconds = again ? jittered(retryWithOthersMilliseconds / (1 + jitterShare), random) : 0;
  return { kind: 'ask', provider, delayMilliseconds };
}

/**
 * A provider that asks for a longer wait than the one retry allows is passed over while another is left: what it said
 * then counts as "ask the next", for this and for every later look.
 */
export function asRecorded(
  outcome: OutcomeClass,
  retryAfterSeconds: number | undefined,
  providers: number,
): OutcomeClass {
  const tooLong = (retryAfterSeconds ?? 0) * 1000 > retryWithOthersMilliseconds;
  return outcome === 'retry' && tooLong && providers > 1 ? 'failover' : outcome;
}

/** The message may be on its way: the one more that is allowed goes at once, by the same provider when there is no other. */
function retryAmbiguous(order: readonly string[], past: readonly PastAttempt[]): NextAttempt {
  const usable = order.filter(
    (provider) => !past.some((attempt) => attempt.provider === provider && attempt.outcome === 'config'),
  );
  const other = usable.find((provider) => provider !== past.at(-1)?.provider) ?? usable[0];
  return other === undefined
    ? { kind: 'stop', reason: 'provider_config' }
    : { kind: 'ask', provider: other, delayMilliseconds: 0 };
}
