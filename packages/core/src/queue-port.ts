import type { FieldError } from './errors.js';
import type { Ring } from './live-port.js';
import type { Channel } from './records.js';

export interface RingOptions {
  /** Lower is taken first; 1 is the first. */
  readonly priority: number;
  readonly delayMilliseconds: number;
}

/** `ring` is undefined when there are faults, which name the fields of the job. */
export interface ParsedJob {
  readonly ring: Ring | undefined;
  readonly faults: readonly FieldError[];
}

/** The bell: tells a worker that a delivery waits. Losing a ring loses nothing, since the sweeper rings again. */
export interface DeliveryBell {
  ring(ring: Ring, options: RingOptions): Promise<void>;
  /** What a job says, also one that an admin wrote and that leaves out what only the queue knows; or what is wrong with it. */
  parse(job: unknown): ParsedJob;
  /**
   * Those that the queue does not hold: neither waiting nor under way. What is left of their jobs is removed, so that the queue takes
   * them again. Ringing for the others would change nothing, and costs far more than asking.
   */
  unheldOf(rings: readonly Ring[]): Promise<readonly Ring[]>;
  /** Jobs that wait, in all forms. */
  waiting(channel: Channel): Promise<number>;
  /** Since when the job waits that has waited the longest, in milliseconds since 1970; undefined when none waits. */
  oldestWaitingAt(channel: Channel): Promise<number | undefined>;
  /** Workers that take from it; undefined where Redis does not tell, as some managed ones. Asks Redis for its connections: for a look now and then. */
  workers(channel: Channel): Promise<number | undefined>;
}
