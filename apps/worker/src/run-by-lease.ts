import type { Live } from '@otpost/core/live-port';
import type { LeasedTask } from './leased-tasks.js';

/** A lease ends just before the next round of whoever has it. */
const leaseSlackMilliseconds = 100;
/** So a task takes about a tenth of a worker's time, and more only when its longest rest is too short for that. */
const restFactor = 10;

/** One round of a task, unless another worker has its lease; then nobody does it until it has rested. `now` measures how long it takes. */
export async function runByLease(
  live: Pick<Live, 'takeLease' | 'holdLease'>,
  task: Omit<LeasedTask, 'complaint'>,
  now: () => number,
): Promise<0> {
  const { name, pauseMilliseconds, longestRestMilliseconds = 0 } = task;
  if (!(await live.takeLease(name, pauseMilliseconds - leaseSlackMilliseconds))) return 0;
  const startedAt = now();
  await task.run();
  const rest = Math.min(longestRestMilliseconds, restFactor * (now() - startedAt));
  if (rest > pauseMilliseconds) await live.holdLease(name, Math.round(rest) - leaseSlackMilliseconds);
  return 0;
}
