import type { LiveLimits } from '@otpost/core/live-limits-port';
import type { ReachedPlace } from '@otpost/core/live-results';
import { addressKey } from '../connection/keys.js';
import type { LiveConnection } from '../connection/live-connection.js';
import { redisError } from '../connection/redis-error.js';

/** The store is read again before the first of these ends. */
const keptMilliseconds = 365 * 86_400_000;
const knownMilliseconds = 30 * 86_400_000;
const knownKey = '{otpost}:suppressions-known';

type Suppressions = Pick<LiveLimits, 'suppress' | 'allow' | 'knowsSuppressed' | 'noteSuppressedKnown'>;

/** The list itself stands in the store; here it is beside the limits of each address, where every create looks anyhow. */
export function openSuppressions({ redis }: Pick<LiveConnection, 'redis'>): Suppressions {
  const keyOf = ({ shard, addressHash }: ReachedPlace): string => addressKey(shard, addressHash);
  const told = async <Result>(work: () => Promise<Result>): Promise<Result> => {
    try {
      return await work();
    } catch (error) {
      throw redisError(error);
    }
  };
  return {
    suppress: (place, reason) =>
      told(async () => {
        await redis.hset(keyOf(place), 'suppressed', reason);
        await redis.pexpire(keyOf(place), keptMilliseconds);
      }),
    allow: (place) => told(async () => void (await redis.hdel(keyOf(place), 'suppressed'))),
    knowsSuppressed: () => told(async () => (await redis.exists(knownKey)) === 1),
    noteSuppressedKnown: () => told(async () => void (await redis.set(knownKey, '1', 'PX', knownMilliseconds))),
  };
}
