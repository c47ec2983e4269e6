import { z } from 'zod';
import type { UserRecord } from '../user-records.js';
import { failedCheckDelayMilliseconds } from './failed-check-delay.js';

export const failedChecksViewSchema = z.strictObject({
  count: z.int().describe('Wrong answers in a row over all factors; a success forgets them.'),
  stop: z.int().describe('At this many nothing is looked at any more.'),
  lastFailedAt: z.iso.datetime().nullable(),
  state: z
    .enum(['free', 'waiting', 'stopped'])
    .describe('`waiting`: the next answer is looked at from `blockedUntil` on. `stopped`: only a release helps.'),
  blockedUntil: z.iso.datetime().nullable().describe('Null unless `waiting`.'),
});

export type FailedChecksView = z.infer<typeof failedChecksViewSchema>;

const isoTime = (at: number): string => new Date(at).toISOString();

/** Whether the next answer of a user is looked at, and when it will be. */
export function viewFailedChecks(
  { failedChecks, lastFailedAt }: Pick<UserRecord, 'failedChecks' | 'lastFailedAt'>,
  failedChecksStop: number,
  now: number,
): FailedChecksView {
  const until = (lastFailedAt ?? 0) + failedCheckDelayMilliseconds(failedChecks);
  const isStopped = failedChecks >= failedChecksStop;
  const isWaiting = !isStopped && until > now;
  return {
    count: failedChecks,
    stop: failedChecksStop,
    lastFailedAt: lastFailedAt === null ? null : isoTime(lastFailedAt),
    state: isStopped ? 'stopped' : isWaiting ? 'waiting' : 'free',
    blockedUntil: isWaiting ? isoTime(until) : null,
  };
}
