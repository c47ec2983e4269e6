import { isConsoleApplication } from '../admin/console-application.js';
import type { ChallengeRecord, DeliveryRecord } from '../records.js';
import type { HistoryCollection, Store } from '../store-port.js';
import { type Figures, figuresOf, type Range, type SpanTallies } from './tally.js';
import { startOf } from './tally-steps.js';
import { addTime } from './time-bins.js';

const pageSize = 500;

export interface CountedHistory {
  /** By the beginning of the span; only spans in which something is. */
  readonly spans: ReadonlyMap<number, SpanTallies>;
  readonly records: number;
}

/** Reads a range of history page by page, so that nobody waits behind it. */
async function* recordsBetween<Stored extends ChallengeRecord | DeliveryRecord>(
  collection: HistoryCollection<Stored>,
  from: number,
  until: number,
): AsyncGenerator<Stored> {
  const where = { createdAt: { atLeast: from, below: until } } as Parameters<typeof collection.page>[0];
  let before: { createdAt: number; id: string } | undefined;
  for (;;) {
    const page = await collection.page(where, { limit: pageSize, ...(before ? { before } : {}) });
    yield* page.filter(({ applicationId }) => !isConsoleApplication(applicationId ?? ''));
    const last = page.at(-1);
    if (!last || page.length < pageSize) return;
    before = { createdAt: last.createdAt, id: last.id };
  }
}

function addOne<Key>(counts: Map<Key, number>, key: Key): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

interface Counted {
  readonly applicationId: string | null;
  readonly channel: ChallengeRecord['channel'];
  readonly provider: string | null;
  readonly country: string | null;
}

/** Adds to every group that the record belongs to. */
function count(
  tallies: SpanTallies,
  { applicationId, channel, provider, country }: Counted,
  add: (to: Figures) => void,
) {
  for (const owner of new Set([null, applicationId])) {
    const tally = tallies.get(owner) ?? new Map();
    tallies.set(owner, tally);
    add(figuresOf(tally, channel, 'all', ''));
    if (provider !== null) add(figuresOf(tally, channel, 'provider', provider));
    if (country !== null) add(figuresOf(tally, channel, 'country', country));
    // One application alone has no use for a table of applications.
    if (owner === null) add(figuresOf(tally, channel, 'application', applicationId ?? ''));
  }
}

/** The provider that was asked last. */
function providerOf(challenge: ChallengeRecord): string | null {
  const closed = challenge.events.findLast(({ type }) => type === 'attempt_closed');
  const provider = closed?.data.provider;
  return typeof provider === 'string' && provider !== '' ? provider : null;
}

function countChallenge(tallies: SpanTallies, challenge: ChallengeRecord): void {
  count(tallies, { ...challenge, provider: providerOf(challenge) }, (figures) =>
    addOne(figures.challenges, challenge.status),
  );
}

function countDelivery(tallies: SpanTallies, delivery: DeliveryRecord): void {
  const { status, createdAt, sentAt, endedAt } = delivery;
  count(tallies, delivery, (figures) => {
    addOne(figures.deliveries, status);
    if (sentAt !== null) addTime(figures.sendTimes, sentAt - createdAt);
    if (status === 'delivered' && endedAt !== null) addTime(figures.receiptTimes, endedAt - createdAt);
  });
}

/**
 * Counts the codes of a range of history, in spans of the step: challenges, and deliveries of the kind `code`, by when
 * they were created. The range must begin and end with a span.
 */
export async function countHistory(
  store: Pick<Store, 'challenges' | 'deliveries'>,
  { step, from, until }: Range,
): Promise<CountedHistory> {
  const spans = new Map<number, SpanTallies>();
  let records = 0;
  const spanOf = (at: number): SpanTallies => {
    const start = startOf(step, at);
    const tallies = spans.get(start) ?? new Map();
    spans.set(start, tallies);
    records += 1;
    return tallies;
  };
  for await (const challenge of recordsBetween(store.challenges, from, until)) {
    countChallenge(spanOf(challenge.createdAt), challenge);
  }
  for await (const delivery of recordsBetween(store.deliveries, from, until)) {
    if (delivery.kind === 'code') countDelivery(spanOf(delivery.createdAt), delivery);
  }
  return { spans, records };
}
