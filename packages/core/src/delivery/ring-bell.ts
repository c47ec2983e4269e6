import type { Context } from '../context.js';
import type { Ring } from '../live-port.js';

/** A bell that cannot be rung in this time is left to the sweeper; the answer does not wait for it. */
const patienceMilliseconds = 250;

/** Tells the workers that a delivery waits. Never fails: the delivery is written, and the sweeper rings for what nobody heard. */
export async function ringBell(context: Context, ring: Ring, priority: number, delayMilliseconds = 0): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const patience = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('The queue did not answer in time')), patienceMilliseconds);
  });
  try {
    await Promise.race([context.bell.ring(ring, { priority, delayMilliseconds }), patience]);
  } catch (error) {
    context.warn('bell not rung', { id: ring.id, error: error instanceof Error ? error.message : String(error) });
  } finally {
    clearTimeout(timer);
  }
}
