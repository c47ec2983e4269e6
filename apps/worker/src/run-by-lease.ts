import type { Live } from '@otpost/core/live-port';
import type { LeasedTask } from './leased-tasks.js';

/** A lease ends just before the next round of whoever has it. */
const leaseSlackMilliseconds = 100;
/** So a task takes at most a tenth of a worker's time. */
const restFactor = 10;

/** One round of a task, unless another worker had its lease; then nobody does it until it has rested. */
export async function runByLease(live: Pick<Live, 'takeLease' | 'holdLease'>, task: LeasedTask): Promise<0> {
  const { name, pauseMilliseconds, longestRestMilliseconds = 0 } = task;
  if (!(await live.takeLease(name, pauseMilliseconds - leaseSlackMilliseconds))) return 0;
  const startedAt = performance.now();
  await task.run();
  const rest = Math.min(longestRestMilliseconds, restFactor * (performance.now() - startedAt));
  if (rest > pauseMilliseconds) await live.holdLease(name, Math.round(rest) - leaseSlackMilliseconds);
  return 0;
}
