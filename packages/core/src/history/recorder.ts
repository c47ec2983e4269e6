import { shardCount } from '../ids.js';
import type { LiveEvent } from '../live-event-port.js';
import type { Live } from '../live-port.js';
import { noteStaleMinutes } from '../overview/stale-minutes.js';
import type { ChallengeRecord } from '../records.js';
import type { Store } from '../store-port.js';
import { type RecordedBatch, recordEvents } from './record-events.js';

/** The most that one round takes from a shard. */
export const eventsPerShard = 200;
/** Folded and written at once, in whole shards: what a process holds longer, and does in one go, delays its messages. */
const eventsAtOnce = 500;

export interface RecorderDependencies {
  readonly live: Live;
  readonly store: Store;
  /** Names this recorder in the leases. */
  readonly name: string;
  /** Writes what applications are owed of a batch that was recorded; safe to repeat. Left out: nobody is told. */
  readonly owe?: (events: readonly LiveEvent[], batch: RecordedBatch) => Promise<void>;
  /** Draws what follows from what became of deliveries; safe to repeat. Left out: nothing. */
  readonly follow?: (events: readonly LiveEvent[], deliveries: RecordedBatch['deliveries']) => Promise<void>;
  /** Told of each challenge whose end was written. */
  readonly onEnded: (challenge: ChallengeRecord) => void;
}

export interface Recorder {
  /** Records what waits on every shard it can lease; tells how many events that were. Rejects while store or Redis are down. */
  record(): Promise<number>;
  /** Gives its leases back, so that another one goes on at once. */
  release(): Promise<void>;
}

interface TakenShard {
  readonly shard: number;
  readonly events: readonly LiveEvent[];
}

function cursorId(shard: number): string {
  return `events-${String(shard).padStart(2, '0')}`;
}

const shards = Array.from({ length: shardCount }, (_, shard) => shard);

/** What was taken, in groups of at most `eventsAtOnce` events, or of one shard. */
function groupsOf(batches: readonly TakenShard[]): TakenShard[][] {
  const groups: TakenShard[][] = [];
  let room = 0;
  for (const batch of batches) {
    const count = batch.events.length;
    if (count === 0) continue;
    if (count > room) {
      groups.push([]);
      room = Math.max(eventsAtOnce, count);
    }
    groups.at(-1)?.push(batch);
    room -= count;
  }
  return groups;
}

/**
 * Moves events from the live state to the store: rows first, then the cursor, then the trim. Whatever dies between, the next
 * one begins at the cursor and repeats at most what was written already.
 */
export function createRecorder({ live, store, name, owe, follow, onEnded }: RecorderDependencies): Recorder {
  /** The place after which each leased shard is read. Forgotten when the lease is lost: another one has moved it. */
  const cursors = new Map<number, string>();

  const cursorOf = async (shard: number): Promise<string> => {
    const known = cursors.get(shard);
    if (known !== undefined) return known;
    const stored = await store.cursors.get(cursorId(shard));
    return stored?.position ?? '';
  };

  const takeShard = async (shard: number): Promise<TakenShard> => {
    const after = await cursorOf(shard);
    const taken = await live.events.take(shard, name, after, eventsPerShard);
    if (taken === 'leased') {
      cursors.delete(shard);
      return { shard, events: [] };
    }
    cursors.set(shard, after);
    return { shard, events: taken };
  };

  const saveCursors = async (moved: readonly { shard: number; position: string }[]): Promise<void> => {
    await store.cursors.saveAll(moved.map(({ shard, position }) => ({ id: cursorId(shard), position })));
    for (const { shard, position } of moved) cursors.set(shard, position);
    await Promise.all(moved.map(({ shard, position }) => live.events.trim(shard, position)));
  };

  const recordGroup = async (group: readonly TakenShard[]): Promise<number> => {
    const events = group.flatMap((batch) => batch.events);
    const batch = await recordEvents(store, events);
    const { ended, challenges, deliveries } = batch;
    // All before the cursor: what dies in between is noted, and owed under the same id, once more.
    await noteStaleMinutes(store, [...challenges.values(), ...deliveries.values()]);
    await owe?.(events, batch);
    await follow?.(events, deliveries);
    await saveCursors(
      group.flatMap(({ shard, events: taken }) => {
        const last = taken.at(-1);
        return last ? [{ shard, position: last.position }] : [];
      }),
    );
    ended.forEach(onEnded);
    return events.length;
  };

  return {
    record: async () => {
      const tried = await Promise.allSettled(shards.map(takeShard));
      const taken = tried.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
      let count = 0;
      for (const group of groupsOf(taken)) count += await recordGroup(group);
      // A master of a cluster that is away holds up its own shards alone, and is told all the same.
      const failed = tried.find((one) => one.status === 'rejected');
      if (failed) throw failed.reason;
      return count;
    },
    release: async () => {
      const leased = [...cursors.keys()];
      cursors.clear();
      await Promise.all(leased.map((shard) => live.events.release(shard, name)));
    },
  };
}
