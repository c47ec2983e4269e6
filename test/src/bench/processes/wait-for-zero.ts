import { setTimeout as wait } from 'node:timers/promises';

const lookEveryMilliseconds = 20;
/** Nothing moves in this time: whoever should work is gone. */
const stillMilliseconds = 60_000;

/** Waits until nothing is left, as long as it takes while it still moves. Throws, naming what is left, when it stands still. */
export async function waitForZero(what: string, count: () => Promise<number>): Promise<void> {
  let last = Number.NaN;
  let movedAt = performance.now();
  for (;;) {
    const left = await count();
    if (left === 0) return;
    if (left !== last) movedAt = performance.now();
    if (performance.now() - movedAt > stillMilliseconds) throw new Error(`${left} ${what} are left and nothing moves`);
    last = left;
    await wait(lookEveryMilliseconds);
  }
}
