import { failedCheckDelayMilliseconds } from '../limits/failed-check-delay.js';
import type { Limited } from '../live-results.js';
import type { UserRecord } from '../user-records.js';

/** What keeps a user's next guess from being looked at: the stop, or the wait after the last failure. Undefined: nothing. */
export function failedChecksLimit(user: UserRecord, failedChecksStop: number, now: number): Limited | undefined {
  const limit = (retryAfterMilliseconds: number): Limited => ({
    kind: 'limited',
    limit: 'failed_checks',
    retryAfterMilliseconds,
  });
  if (user.failedChecks >= failedChecksStop) return limit(0);
  const delay = failedCheckDelayMilliseconds(user.failedChecks);
  // Without a delay the next guess is free, even when another process failed a moment later than this one's `now`.
  const wait = (user.lastFailedAt ?? 0) + delay - now;
  return delay > 0 && wait > 0 ? limit(wait) : undefined;
}

type FailureCount = Pick<UserRecord, 'failedChecks' | 'lastFailedAt'>;

export function oneMoreFailure(user: UserRecord, now: number): FailureCount {
  return { failedChecks: user.failedChecks + 1, lastFailedAt: now };
}

export const noFailures: FailureCount = { failedChecks: 0, lastFailedAt: null };
