import type { Live } from '@otpost/core/live-port';

/** Readiness and `doctor` complain from here on as well. */
const mostDifferenceMilliseconds = 2000;

export interface ClockGuardParts {
  readonly live: Pick<Live, 'now'>;
  /** By which tests move the time of the live state. */
  readonly timeOffsetMilliseconds: number;
  readonly now: () => number;
  readonly warn: (message: string, facts: Readonly<Record<string, unknown>>) => void;
}

/**
 * Does a task only while the clock of this process agrees with that of Redis. By a wrong one history would be deleted before its
 * time, and a webhook signed for a time at which nobody takes it. Codes go out all the same: they expire by the clock of Redis.
 */
export function createClockGuard({ live, timeOffsetMilliseconds, now, warn }: ClockGuardParts) {
  const differenceMilliseconds = async (): Promise<number> => {
    const before = now();
    const other = (await live.now()) - timeOffsetMilliseconds;
    const after = now();
    // Between both it may have been any time.
    return Math.max(before - other, other - after, 0);
  };
  return (task: () => Promise<number>) => async (): Promise<number> => {
    const difference = await differenceMilliseconds();
    if (difference <= mostDifferenceMilliseconds) return await task();
    const seconds = Math.round(difference / 1000);
    warn('The clock is not that of Redis: what goes by it waits. Set both by NTP', { seconds });
    return 0;
  };
}
