import { setTimeout as sleep } from 'node:timers/promises';
import { historyFaults, readHistory } from '../servers/history-faults.js';
import type { Accepted } from './accepted.js';
import { lifeSeconds, type WatchedHouse } from './chaos-house.js';
import { lastMoment } from './end-faults.js';

const lookMilliseconds = 1000;
/** For what ended in the last moment to be told. */
const afterLastMilliseconds = 32_000;

/** Waits until history tells the whole story of each, or until each should long have ended. */
export async function untilAllEnded({ house }: WatchedHouse, accepted: readonly Accepted[]): Promise<void> {
  let left: readonly Accepted[] = accepted;
  const latest = accepted.reduce((last, one) => Math.max(last, lastMoment({ lifeSeconds }, one)), 0);
  for (;;) {
    const history = await readHistory(
      house.store,
      left.map(({ id }) => id),
    );
    left = left.filter(({ id }) => {
      const own = history.get(id);
      return !own || historyFaults(own).length > 0;
    });
    if (left.length === 0 || Date.now() > latest + afterLastMilliseconds) return;
    await sleep(lookMilliseconds);
  }
}
