import { challengeKey, watchKey } from '../connection/keys.js';
import type { LiveConnection } from '../connection/live-connection.js';
import { redisError } from '../connection/redis-error.js';
import { runScript, type Script } from '../connection/run-script.js';

/** So many commands are sent at once: what is asked beside them waits for no more. */
const placesPerStep = 100;

interface WatchWalk {
  readonly shard: number;
  /** `0` at the beginning. */
  readonly cursor: string;
  /** For the key of each challenge. */
  readonly script: Script;
  readonly values: readonly (string | number)[];
}

/** Some of what one shard watches; each is a step of its own, so that nobody waits for a long script. */
export async function walkWatch(
  connection: LiveConnection,
  { shard, cursor, script, values }: WatchWalk,
): Promise<{ readonly cursor: string; readonly answers: readonly string[] }> {
  let found: [cursor: string, elements: string[]];
  try {
    found = await connection.redis.zscan(watchKey(shard), cursor, 'COUNT', placesPerStep);
  } catch (error) {
    throw redisError(error);
  }
  const [next, flat] = found;
  const ids = flat.filter((_element, index) => index % 2 === 0);
  const all = [connection.timeOffsetMilliseconds, ...values];
  const answers = await Promise.all(ids.map((id) => runScript(connection.redis, script, [challengeKey(id)], all)));
  return { cursor: next, answers: answers.map(([kind]) => String(kind)) };
}
