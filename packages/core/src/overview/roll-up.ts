import type { Context } from '../context.js';
import { type Batches, inBatches } from '../history/in-batches.js';
import type { Live } from '../live-port.js';
import type { StaleMinuteRecord } from '../tally-records.js';
import { countHistory } from './count-history.js';
import { createCountedAt } from './counted-at.js';
import { saveSpans, sumSpan } from './save-tallies.js';
import { forgetStaleMinute } from './stale-minutes.js';
import type { Range } from './tally.js';
import { startOf, stepMilliseconds, tallySteps } from './tally-steps.js';

export interface RollUpContext extends Pick<Context, 'store'> {
  readonly live: Pick<Live, 'now'>;
}

const hourMilliseconds = stepMilliseconds.hour;
/** So many are counted in every round, since people look at them. */
const newestMinutes = 2;
/** Minutes are shown for an hour and the one before; so long they are kept, and sums are made from them. */
const minutesKeptMilliseconds = 3 * hourMilliseconds;
/** Until they are deleted, so that no sum is made from minutes of which some are gone. */
const minutesSlackMilliseconds = hourMilliseconds;

export interface RollUpBounds {
  /** Stale minutes that one round looks at. */
  readonly mostMinutes: number;
  /** Records after which a round ends. */
  readonly mostRecords: number;
}

const defaultBounds: RollUpBounds = { mostMinutes: 60, mostRecords: 20_000 };

export function minutesKeptFrom(now: number): number {
  return startOf('quarter', now - minutesKeptMilliseconds);
}

/** Counts a range of history anew. Tells how many records that took. */
async function countRange({ store }: RollUpContext, range: Range, now: number): Promise<number> {
  const { spans, records } = await countHistory(store, range);
  await saveSpans(store, range, spans, now);
  return records;
}

/** Counts a quarter of an hour anew: by its minutes while they are kept, so that they are there to be summed. */
export async function countQuarter(context: RollUpContext, quarter: number, now: number): Promise<number> {
  const until = quarter + stepMilliseconds.quarter;
  if (quarter < minutesKeptFrom(now)) {
    return await countRange(context, { step: 'quarter', from: quarter, until }, now);
  }
  const records = await countRange(context, { step: 'minute', from: quarter, until }, now);
  await sumSpan(context.store, 'quarter', quarter, now);
  return records;
}

/** Makes the longer spans around quarters of an hour, each from the next smaller ones. */
export async function sumAbove({ store }: RollUpContext, quarters: Iterable<number>, now: number): Promise<void> {
  const all = [...quarters];
  for (const step of tallySteps.slice(tallySteps.indexOf('quarter') + 1)) {
    const starts = new Set(all.map((quarter) => startOf(step, quarter)));
    for (const start of starts) await sumSpan(store, step, start, now);
  }
}

interface CountedMinutes {
  readonly minutes: readonly StaleMinuteRecord[];
  readonly records: number;
}

/** Counts minutes again until the bound is reached, the first in any case. */
async function countStale(
  context: RollUpContext,
  stale: readonly StaleMinuteRecord[],
  now: number,
  mostRecords: number,
): Promise<CountedMinutes> {
  const keptFrom = minutesKeptFrom(now);
  const sums = new Set<number>();
  const quarters = new Set<number>();
  const minutes: StaleMinuteRecord[] = [];
  let records = 0;
  for (const note of stale) {
    if (records >= mostRecords) break;
    const minute = note.createdAt;
    const quarter = startOf('quarter', minute);
    if (quarter >= keptFrom) {
      const until = minute + stepMilliseconds.minute;
      records += await countRange(context, { step: 'minute', from: minute, until }, now);
      sums.add(quarter);
    } else if (!quarters.has(quarter)) {
      records += await countQuarter(context, quarter, now);
      quarters.add(quarter);
    }
    minutes.push(note);
  }
  for (const quarter of sums) await sumSpan(context.store, 'quarter', quarter, now);
  await sumAbove(context, [...sums, ...quarters], now);
  // Only now: what dies before is counted again.
  for (const note of minutes) await forgetStaleMinute(context.store, note);
  return { minutes, records };
}

/** One round; tells how many records it read. */
export type RollUp = () => Promise<number>;

/**
 * Counts again what changed since it was counted, from history itself: so a replay, a crash or a late receipt leaves no
 * trace in the figures. A round is bounded: it counts the newest minutes, then goes on behind where the round before came
 * to, so that none waits for ever. Throws `unavailable` when the store cannot be asked.
 */
export function createRollUp(
  context: RollUpContext,
  { mostMinutes, mostRecords }: RollUpBounds = defaultBounds,
): RollUp {
  const { staleMinutes } = context.store;
  const saveCountedAt = createCountedAt(context.store);
  let reached = Number.POSITIVE_INFINITY;

  return async () => {
    const now = await context.live.now();
    const newest = await staleMinutes.page({}, { limit: newestMinutes });
    const oldestOfThem = newest.at(-1)?.createdAt;
    if (oldestOfThem === undefined) {
      await saveCountedAt(now, false);
      return 0;
    }
    const first = await countStale(context, newest, now, mostRecords);
    const before = { createdAt: Math.min(reached, oldestOfThem), id: '' };
    const behind = await staleMinutes.page({}, { limit: mostMinutes, before });
    const more = await countStale(context, behind, now, mostRecords);
    const isEnd = behind.length < mostMinutes && more.minutes.length === behind.length;
    reached = isEnd ? Number.POSITIVE_INFINITY : (more.minutes.at(-1)?.createdAt ?? reached);
    await saveCountedAt(now, true);
    return first.records + more.records;
  };
}

const defaultBatches: Batches = { batchSize: 500, mostBatches: 40 };

/** Forgets minutes that are summed, and what is as old as what history forgets. Tells how many tallies that were. */
export async function purgeTallies(
  { store, live }: RollUpContext,
  historyDays: number,
  batches: Batches = defaultBatches,
): Promise<number> {
  const { batchSize } = batches;
  const now = await live.now();
  const minutes = { step: { equals: 'minute' }, createdAt: { below: minutesKeptFrom(now) - minutesSlackMilliseconds } };
  const old = { createdAt: { below: startOf('day', now - historyDays * 24 * hourMilliseconds) } };
  await inBatches(batches, () => store.staleMinutes.deleteWhere(old, batchSize));
  return (
    (await inBatches(batches, () => store.tallies.deleteWhere(minutes, batchSize))) +
    (await inBatches(batches, () => store.tallies.deleteWhere(old, batchSize)))
  );
}
