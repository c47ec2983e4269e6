/** SECURITY J4: an hour without use, a day in all (NIST SP 800-63B-4 section 2.2.3, AAL2). */
export const idleMilliseconds = 3_600_000;
export const wholeMilliseconds = 24 * 3_600_000;
/** From the password to the second factor. */
export const unfinishedMilliseconds = 15 * 60_000;
/** SECURITY J7. */
export const freshMilliseconds = 5 * 60_000;
/** How exactly the last use is kept: a write for each request would be too many. */
export const seenMilliseconds = 60_000;

/** Null: an admin key, which has nothing to show again. What lies far ahead is from before a clock was set back: long past. */
export function isFresh(secondFactorAt: number | null, now: number): boolean {
  return secondFactorAt !== null && Math.abs(now - secondFactorAt) < freshMilliseconds;
}
