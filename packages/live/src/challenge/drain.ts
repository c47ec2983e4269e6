import type { DrainStep } from '@otpost/core/live-port';
import type { Channel } from '@otpost/core/records';
import { challengeKey, watchKey } from '../connection/keys.js';
import type { LiveConnection } from '../connection/live-connection.js';
import { redisError } from '../connection/redis-error.js';
import { loadScript, runScript } from '../connection/run-script.js';

const script = loadScript('challenge/drain-send.lua', ['prelude', 'address', 'attempt']);
const placesPerStep = 200;

/** Some places of one shard; each send is ended by a step of its own, so that nobody waits for a long script. */
export async function drain(
  connection: LiveConnection,
  shard: number,
  channel: Channel,
  cursor: string,
): Promise<DrainStep> {
  let found: [cursor: string, elements: string[]];
  try {
    found = await connection.redis.zscan(watchKey(shard), cursor, 'COUNT', placesPerStep);
  } catch (error) {
    throw redisError(error);
  }
  const [next, flat] = found;
  const ids = flat.filter((_element, index) => index % 2 === 0);
  const values = [connection.timeOffsetMilliseconds, channel];
  const answers = await Promise.all(ids.map((id) => runScript(connection.redis, script, [challengeKey(id)], values)));
  return { cursor: next, drained: answers.filter(([kind]) => kind === 'drained').length };
}
