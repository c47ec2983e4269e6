import type { Store } from '../store-port.js';
import { countQuarter, type RollUpContext, sumAbove } from './roll-up.js';
import { startOf, stepMilliseconds } from './tally-steps.js';

/** Beside the cursors of the recorder: the quarter of an hour down to which history has been counted. */
const cursorId = 'tallies';
const done = 'done';

/** Whether history from before there were tallies is still to be counted. */
export async function isRecounting({ cursors }: Pick<Store, 'cursors'>): Promise<boolean> {
  return (await cursors.get(cursorId))?.position !== done;
}

/** The newest quarter of an hour before a time in which history has something. */
async function quarterBefore({ challenges, deliveries }: Store, time: number): Promise<number | undefined> {
  const page = { limit: 1, before: { createdAt: time, id: '' } };
  const [challenge] = await challenges.page({}, page);
  const [delivery] = await deliveries.page({}, page);
  const newest = Math.max(challenge?.createdAt ?? -1, delivery?.createdAt ?? -1);
  return newest < 0 ? undefined : startOf('quarter', newest);
}

/**
 * Counts the history that was there before tallies were, newest first, once: after an upgrade and after a restore.
 * Bounded; goes on where it was in the next round, whoever runs that. Tells how many records it read.
 */
export async function recountHistory(context: RollUpContext, mostRecords = 20_000): Promise<number> {
  const { store } = context;
  const position = (await store.cursors.get(cursorId))?.position ?? '';
  if (position === done) return 0;
  const now = await context.live.now();
  let before = position === '' ? startOf('quarter', now) + stepMilliseconds.quarter : Number(position);
  let records = 0;
  const counted = new Set<number>();
  let next = await quarterBefore(store, before);
  while (next !== undefined && records < mostRecords) {
    records += await countQuarter(context, next, now);
    counted.add(next);
    before = next;
    next = await quarterBefore(store, before);
  }
  await sumAbove(context, counted, now);
  await store.cursors.saveAll([{ id: cursorId, position: next === undefined ? done : String(before) }]);
  return records;
}
