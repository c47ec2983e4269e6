import type { Ring } from './live-port.js';

export interface RingOptions {
  /** Lower is taken first; 1 is the first. */
  readonly priority: number;
  readonly delayMilliseconds: number;
}

/** The bell: tells a worker that a delivery waits. Losing a ring loses nothing, since the sweeper rings again. */
export interface DeliveryBell {
  ring(ring: Ring, options: RingOptions): Promise<void>;
  /** Those that the queue does not hold: ringing for the others again would change nothing, and costs far more than asking. */
  unheldOf(rings: readonly Ring[]): Promise<readonly Ring[]>;
}
