import { shardCount } from '@otpost/core/ids';
import type { LiveLimits, ShardLife } from '@otpost/core/live-limits-port';
import type { ReachedPlace } from '@otpost/core/live-results';
import type { Redis } from 'ioredis';
import { addressKey, suppressionsKey } from '../connection/keys.js';
import type { LiveConnection } from '../connection/live-connection.js';
import { redisError } from '../connection/redis-error.js';
import { nodeOf } from '../connection/redis-nodes.js';

/** The store is read again before the first of these ends. */
const keptMilliseconds = 365 * 86_400_000;
const knownMilliseconds = 30 * 86_400_000;
const shards = Array.from({ length: shardCount }, (_, shard) => shard);

type Suppressions = Pick<LiveLimits, 'suppress' | 'allow' | 'unrestoredShards' | 'noteRestored'>;

/** Redis gives its data another id at each start and at each promotion of a replica: either may have forgotten the last writes. */
async function lifeOf(node: Redis): Promise<string> {
  return /^master_replid:(\w+)/m.exec(await node.info('replication'))?.[1] ?? '';
}

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
  /** Each server is asked once for all of its shards. */
  const createAsk = () => {
    const asked = new Map<Redis, Promise<string>>();
    return (node: Redis): Promise<string> => {
      const answer = asked.get(node) ?? lifeOf(node);
      asked.set(node, answer);
      return answer;
    };
  };
  return {
    suppress: (place, reason) =>
      told(async () => {
        await redis.hset(keyOf(place), 'suppressed', reason);
        await redis.pexpire(keyOf(place), keptMilliseconds);
      }),
    allow: (place) => told(async () => void (await redis.hdel(keyOf(place), 'suppressed'))),
    unrestoredShards: async () => {
      const ask = createAsk();
      const look = async (shard: number): Promise<readonly ShardLife[]> => {
        const key = suppressionsKey(shard);
        // First: in a cluster the driver learns by it who has the shard now.
        const known = await redis.get(key);
        const node = nodeOf(redis, key);
        const life = node && (await ask(node));
        return life === undefined || life === known ? [] : [{ shard, life }];
      };
      // A master of a cluster that is away holds up its own shards alone.
      const looked = await Promise.allSettled(shards.map(look));
      return looked.flatMap((one) => (one.status === 'fulfilled' ? one.value : []));
    },
    noteRestored: (restored) =>
      told(async () => {
        const note = ({ shard, life }: ShardLife) => redis.set(suppressionsKey(shard), life, 'PX', knownMilliseconds);
        await Promise.all(restored.map(note));
      }),
  };
}
