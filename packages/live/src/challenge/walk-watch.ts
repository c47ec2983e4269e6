import { watchKey } from '../connection/keys.js';
import type { LiveConnection } from '../connection/live-connection.js';
import { redisError } from '../connection/redis-error.js';

/** So many commands are sent at once: what is asked beside them waits for no more. */
const placesPerStep = 100;

interface WatchWalk {
  readonly shard: number;
  /** `0` at the beginning. */
  readonly cursor: string;
  /** Of each challenge; says whether it counts. */
  readonly visit: (id: string) => Promise<boolean>;
}

/** Some of what one shard watches; each is a step of its own, so that nobody waits for a long script. */
export async function walkWatch(
  { redis }: LiveConnection,
  { shard, cursor, visit }: WatchWalk,
): Promise<{ readonly cursor: string; readonly count: number }> {
  let found: [cursor: string, elements: string[]];
  try {
    found = await redis.zscan(watchKey(shard), cursor, 'COUNT', placesPerStep);
  } catch (error) {
    throw redisError(error);
  }
  const [next, flat] = found;
  const ids = flat.filter((_element, index) => index % 2 === 0);
  const answers = await Promise.all(ids.map(visit));
  return { cursor: next, count: answers.filter(Boolean).length };
}
