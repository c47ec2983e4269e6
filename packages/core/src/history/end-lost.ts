import type { Context } from '../context.js';
import type { DeliveryStatus } from '../delivery/delivery-states.js';
import { noteStaleMinutes } from '../overview/stale-minutes.js';
import type { ChallengeRecord, DeliveryRecord, HistoryEvent } from '../records.js';
import type { HistoryCollection } from '../store-port.js';
import type { Batches } from './in-batches.js';

/** No accepted challenge is without an end for longer than this after its life. */
const graceMilliseconds = 60_000;
/** What a lost record gains on its last event: less than a whole event, so that the true end still wins should it come. */
const halfEvent = 0.5;

export interface EndLostContext extends Pick<Context, 'store' | 'live'> {
  /** Writes what applications are owed of challenges that were lost; safe to repeat. Left out: nobody is told. */
  readonly oweLost?: (lost: readonly ChallengeRecord[]) => Promise<void>;
}

export interface EndedLost {
  readonly challenges: number;
  readonly deliveries: number;
}

function endedChallenge(record: ChallengeRecord, at: number): ChallengeRecord {
  const number = record.eventNumber + halfEvent;
  const event: HistoryEvent = { number, type: 'challenge_ended', at, data: { status: 'expired', reason: 'lost' } };
  return {
    ...record,
    eventNumber: number,
    status: 'expired',
    reason: 'lost',
    endedAt: record.expiresAt,
    events: [...record.events, event],
  };
}

/** What was being sent may have arrived; what was waiting has not. */
function endedDelivery(record: DeliveryRecord, at: number): DeliveryRecord {
  const mayHaveArrived = record.attempts.some(({ outcome }) => outcome === null || outcome === 'ambiguous');
  const status: DeliveryStatus = mayHaveArrived ? 'unknown' : 'expired';
  return { ...record, eventNumber: record.eventNumber + halfEvent, status, reason: 'lost', endedAt: at };
}

interface Search<Stored> {
  readonly collection: HistoryCollection<Stored>;
  readonly where: Parameters<HistoryCollection<Stored>['page']>[0];
  readonly ownerId: (record: Stored) => string;
  readonly end: (record: Stored, at: number) => Stored;
  /** Before it is written: what dies in between is found again. */
  readonly owe?: (ended: readonly Stored[]) => Promise<void>;
}

/** Pages through the candidates and ends those that the live state does not know. */
async function endUnknown<Stored extends { readonly id: string; readonly createdAt: number }>(
  { live, store }: Pick<Context, 'live' | 'store'>,
  { batchSize, mostBatches }: Batches,
  now: number,
  { collection, where, ownerId, end, owe }: Search<Stored>,
): Promise<number> {
  let ended = 0;
  let before: { createdAt: number; id: string } | undefined;
  for (let batch = 0; batch < mostBatches; batch += 1) {
    const page = await collection.page(where, { limit: batchSize, ...(before ? { before } : {}) });
    const known = await Promise.all(page.map((record) => live.challenges.read(ownerId(record))));
    const lost = page.filter((_, index) => known[index] === undefined).map((record) => end(record, now));
    if (lost.length > 0) {
      await owe?.(lost);
      // Before as well: once they have ended, nothing finds them again.
      await noteStaleMinutes(store, lost);
      await collection.saveNewer(lost);
      await noteStaleMinutes(store, lost);
    }
    ended += lost.length;
    const last = page.at(-1);
    if (!last || page.length < batchSize) break;
    before = { createdAt: last.createdAt, id: last.id };
  }
  return ended;
}

/**
 * Ends what the store takes for unfinished although its time is over and the live state has lost it, as after an empty
 * restart of Redis. Throws `unavailable` when either cannot be asked: silence is no loss.
 */
export async function endLost(context: EndLostContext, batches: Batches): Promise<EndedLost> {
  const { store, live, oweLost } = context;
  const now = await live.now();
  const challenges = await endUnknown(context, batches, now, {
    collection: store.challenges,
    where: { status: { equals: 'pending' }, expiresAt: { below: now - graceMilliseconds } },
    ownerId: (record) => record.id,
    end: endedChallenge,
    ...(oweLost ? { owe: oweLost } : {}),
  });
  const deliveries = await endUnknown(context, batches, now, {
    collection: store.deliveries,
    where: { status: { in: ['queued', 'sending'] }, createdAt: { below: now - graceMilliseconds } },
    ownerId: (record) => record.ownerId,
    end: endedDelivery,
  });
  return { challenges, deliveries };
}
