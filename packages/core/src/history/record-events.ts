import type { LiveEvent } from '../live-event-port.js';
import type { ChallengeRecord, DeliveryRecord } from '../records.js';
import type { Store } from '../store-port.js';
import { foldChallenge } from './fold-challenge.js';
import { type DeliveryOrigin, deliveryOf, foldDelivery, originOfDelivery } from './fold-delivery.js';

/** A challenge has this prefix; everything else that is delivered has no record but its deliveries. */
const challengePrefix = 'ch_';

/** What a batch has become in history. */
export interface RecordedBatch {
  /** Challenges that ended in it. */
  readonly ended: readonly ChallengeRecord[];
  /** Every challenge that it is about, by id. */
  readonly challenges: ReadonlyMap<string, ChallengeRecord>;
  /** Every delivery that it is about, by id. */
  readonly deliveries: ReadonlyMap<string, DeliveryRecord>;
}

function uniqueOf(values: readonly (string | undefined)[]): string[] {
  return [...new Set(values.filter((value) => value !== undefined))];
}

function byId<Stored extends { readonly id: string }>(records: readonly Stored[]): Map<string, Stored> {
  return new Map(records.map((record) => [record.id, record]));
}

/** Where the deliveries of an owner get their address from: its first event in this batch, or a delivery stored before. */
function originFinder(events: readonly LiveEvent[], firstDeliveries: ReadonlyMap<string, DeliveryRecord>) {
  const fromBatch = new Map<string, DeliveryOrigin>();
  for (const event of events) if (event.type === 'created') fromBatch.set(event.id, originOfDelivery(event));
  return (ownerId: string): DeliveryOrigin | undefined => fromBatch.get(ownerId) ?? firstDeliveries.get(`${ownerId}-1`);
}

/** Those whose owner was created in an earlier batch: of the others everything is here, and the store need not be read. */
function eventsOfBegun(events: readonly LiveEvent[]): LiveEvent[] {
  const createdHere = new Set(events.filter((event) => event.type === 'created').map((event) => event.id));
  return events.filter((event) => !createdHere.has(event.id));
}

/** Notices end with their delivery; their record in the store learns it here. */
async function endNotices(store: Store, deliveries: Iterable<DeliveryRecord>): Promise<void> {
  for (const delivery of deliveries) {
    if (delivery.kind === 'code' || delivery.endedAt === null) continue;
    const notice = await store.notices.get(delivery.ownerId);
    if (!notice || notice.endedAt !== null) continue;
    const ended = { ...notice, endedAt: delivery.endedAt, updatedAt: delivery.endedAt, version: notice.version + 1 };
    // Stale: somebody else wrote the same end.
    await store.notices.replace(ended, notice.version);
  }
}

/**
 * Folds a batch of events, each shard's in order, into history. Safe to repeat in whole or in part: a record takes an event
 * once, by its number, and a write with an older number than the stored one changes nothing.
 */
export async function recordEvents(store: Store, events: readonly LiveEvent[]): Promise<RecordedBatch> {
  const begun = eventsOfBegun(events);
  const challengeIds = uniqueOf(begun.map((event) => (event.id.startsWith(challengePrefix) ? event.id : undefined)));
  const deliveryIds = uniqueOf(begun.flatMap((event) => [deliveryOf(event), `${event.id}-1`]));
  const [storedChallenges, storedDeliveries] = await Promise.all([
    store.challenges.getMany(challengeIds),
    store.deliveries.getMany(deliveryIds),
  ]);
  const challenges: Map<string, ChallengeRecord> = byId(storedChallenges);
  const deliveries: Map<string, DeliveryRecord> = byId(storedDeliveries);
  const originOf = originFinder(events, byId(storedDeliveries));
  const changedDeliveries = new Set<string>();
  for (const event of events) {
    if (event.id.startsWith(challengePrefix)) {
      const challenge = foldChallenge(challenges.get(event.id), event);
      if (challenge) challenges.set(event.id, challenge);
    }
    const name = deliveryOf(event);
    if (name === undefined) continue;
    const delivery = foldDelivery(deliveries.get(name), event, originOf(event.id));
    if (delivery) deliveries.set(name, delivery);
    changedDeliveries.add(name);
  }
  const changed = [...deliveries.values()].filter((delivery) => changedDeliveries.has(delivery.id));
  await store.challenges.saveNewer([...challenges.values()]);
  await store.deliveries.saveNewer(changed);
  await endNotices(store, changed);
  const endedBefore = new Set(storedChallenges.filter((record) => record.endedAt !== null).map((record) => record.id));
  const ended = [...challenges.values()].filter((record) => record.endedAt !== null && !endedBefore.has(record.id));
  return { ended, challenges, deliveries };
}
