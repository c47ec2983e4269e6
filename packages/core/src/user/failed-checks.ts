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
  const wait = (user.lastFailedAt ?? 0) + failedCheckDelayMilliseconds(user.failedChecks) - now;
  return wait > 0 ? limit(wait) : undefined;
}

type FailureCount = Pick<UserRecord, 'failedChecks' | 'lastFailedAt'>;

export function oneMoreFailure(user: UserRecord, now: number): FailureCount {
  return { failedChecks: user.failedChecks + 1, lastFailedAt: now };
}

export const noFailures: FailureCount = { failedChecks: 0, lastFailedAt: null };
