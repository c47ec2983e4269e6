import type { Ring } from './live-port.js';
import type { Channel } from './records.js';

export interface RingOptions {
  /** Lower is taken first; 1 is the first. */
  readonly priority: number;
  readonly delayMilliseconds: number;
}

/** The bell: tells a worker that a delivery waits. Losing a ring loses nothing, since the sweeper rings again. */
export interface DeliveryBell {
  ring(ring: Ring, options: RingOptions): Promise<void>;
  /** Those that the queue does not hold: ringing for the others again would change nothing, and costs far more than asking. */
  /** What a job says, by its version; undefined for what no worker can read. */
  parse(job: unknown): Ring | undefined;
  unheldOf(rings: readonly Ring[]): Promise<readonly Ring[]>;
  /** Jobs that wait, in all forms. */
  waiting(channel: Channel): Promise<number>;
  /** Milliseconds since 1970 at which the oldest waiting job was added; undefined when none waits. */
  oldestWaitingAt(channel: Channel): Promise<number | undefined>;
}
