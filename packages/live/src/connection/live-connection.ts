import type { RedisConnection } from './run-script.js';

/** What every part of the live state works with. */
export interface LiveConnection {
  readonly redis: RedisConnection;
  /** Moves the clock of every script; 0 except in tests. */
  readonly timeOffsetMilliseconds: number;
}
