import { setTimeout as wait } from 'node:timers/promises';
import type { Context } from '../context.js';
import { OtpostError } from '../errors.js';
import type { ClosedAttempt, CloseResult } from '../live-port.js';

const pauseMilliseconds = 500;
/** Past this the lease is over and the attempt counts as possibly taken, whatever we know. */
const tries = 30;

/**
 * Writes down what became of an attempt, through a short absence of the live state: an outcome that is lost costs the user
 * a second message or the history its truth.
 */
export async function closePatiently(context: Context, closed: ClosedAttempt): Promise<CloseResult> {
  for (let left = tries; ; left -= 1) {
    try {
      return await context.live.challenges.closeAttempt(closed);
    } catch (error) {
      const passing = error instanceof OtpostError && error.code === 'unavailable';
      if (!passing || left <= 1) throw error;
    }
    await wait(pauseMilliseconds);
  }
}
