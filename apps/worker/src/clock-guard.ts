import type { Clock } from '@otpost/core/clock';
import { clockOffsetMilliseconds, mostClockOffsetMilliseconds } from '@otpost/process/doctor/check-clock';

export interface ClockGuardParts {
  readonly redis: Parameters<typeof clockOffsetMilliseconds>[0];
  readonly now: Clock;
  readonly warn: (message: string, facts: Readonly<Record<string, unknown>>) => void;
}

/**
 * Does a task only while the clock of this process agrees with that of Redis. By a wrong one history would be deleted before its
 * time, and a webhook signed for a time at which nobody takes it. Codes go out all the same: they expire by the clock of Redis.
 */
export function createClockGuard({ redis, now, warn }: ClockGuardParts) {
  return (task: () => Promise<number>) => async (): Promise<number> => {
    const offset = Math.abs(await clockOffsetMilliseconds(redis, now));
    if (offset <= mostClockOffsetMilliseconds) return await task();
    const seconds = Math.round(offset / 1000);
    warn('The clock is not that of Redis: what goes by it waits. Set both by NTP', { seconds });
    return 0;
  };
}
