import type { Context } from '../context.js';
import type { Ring } from '../live-port.js';

/** A bell that cannot be rung in this time is left to the sweeper; the answer does not wait for it. */
const patienceMilliseconds = 250;

/** Tells the workers that a delivery waits. Never fails: the delivery is written, and the sweeper rings for what nobody heard. */
export function ringBell(context: Context, ring: Ring, priority: number, delayMilliseconds = 0): Promise<void> {
  // One promise, as this is on the way of every code: a race of two and what it leaves behind cost three times as much.
  return new Promise((resolve) => {
    let over = false;
    const end = (problem: unknown): void => {
      if (over) return;
      over = true;
      clearTimeout(timer);
      if (problem !== undefined) {
        context.warn('bell not rung', {
          id: ring.id,
          error: problem instanceof Error ? problem.message : String(problem),
        });
      }
      resolve();
    };
    const timer = setTimeout(end, patienceMilliseconds, 'The queue did not answer in time');
    context.bell.ring(ring, { priority, delayMilliseconds }).then(() => end(undefined), end);
  });
}
