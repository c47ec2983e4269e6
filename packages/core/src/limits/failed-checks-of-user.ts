import { rateLimited } from '../challenge/challenge-errors.js';
import type { UserRecord } from '../user-records.js';
import { failedCheckDelayMilliseconds } from './failed-check-delay.js';

const limit = 'failed_checks';

/**
 * Whether a check of this user may be judged now. Throws `rate_limited`, with `retryAfter` unless only an admin's release
 * helps. `stop` is the setting failedChecksStop.
 */
export function requireFreeCheck(user: UserRecord, stop: number, now: number): void {
  const { failedChecks, lastFailedAt } = user;
  if (failedChecks >= stop) throw rateLimited({ kind: 'limited', limit, retryAfterMilliseconds: 0 });
  const free = (lastFailedAt ?? 0) + failedCheckDelayMilliseconds(failedChecks);
  if (now < free) throw rateLimited({ kind: 'limited', limit, retryAfterMilliseconds: free - now });
}
