/**
 * NIST SP 800-63B-4 section 3.2.2: a rising delay between checks, from 30 seconds up to an hour, from the tenth consecutive
 * failure on. The script `check` in the live state enforces it; this tells an admin when it ends.
 */
export const delayFromFailures = 10;
const firstDelayMilliseconds = 30_000;
export const longestDelayMilliseconds = 3_600_000;

/** 0 when the next check is free. */
export function failedCheckDelayMilliseconds(failedChecks: number): number {
  if (failedChecks < delayFromFailures) return 0;
  return Math.min(longestDelayMilliseconds, firstDelayMilliseconds * 2 ** (failedChecks - delayFromFailures));
}
