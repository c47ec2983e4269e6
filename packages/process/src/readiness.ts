import { shardCount } from '@otpost/core/ids';
import type { Store } from '@otpost/core/store-port';
import { mastersOf, nodeName } from '@otpost/live/connection/redis-nodes';
import type { RedisConnection } from '@otpost/live/connection/run-script';
import type { Redis } from 'ioredis';
import { within } from './deadline.js';
import { clockOffsetMilliseconds, mostClockOffsetMilliseconds } from './doctor/check-clock.js';
import { judgeRedis, type RedisTerms } from './judge-redis.js';
import { foreignRedisProblems } from './own-redis.js';
import { readRedisFacts } from './redis-facts.js';

export interface Readiness {
  /** What keeps this process from its work, for an operator to read; empty when it is ready. */
  readonly problems: readonly string[];
  /** What is down and can be done without for a while. */
  readonly degraded: readonly string[];
}

const storeMilliseconds = 500;
const shardCountKey = '{otpost}:shards';

export interface ReadinessParts {
  readonly redis: RedisConnection;
  readonly store: Store;
  readonly acceptWeakRedis: boolean;
  readonly now: () => number;
  /** Of the keyring; left out where nobody has opened it. */
  readonly installationMark?: string;
}

async function clockProblems(node: Redis, now: () => number): Promise<string[]> {
  const offset = Math.abs(await clockOffsetMilliseconds(node, now));
  if (offset <= mostClockOffsetMilliseconds) return [];
  return [`The clocks of this machine and of Redis differ by ${Math.round(offset / 1000)} s`];
}

/** The first process writes the count; one that was built with another finds every key in the wrong place. */
async function shardProblems({ redis }: ReadinessParts): Promise<string[]> {
  const stored = await redis.get(shardCountKey);
  if (stored === null) await redis.set(shardCountKey, String(shardCount), 'NX');
  if (stored === null || stored === String(shardCount)) return [];
  return [`Redis was set up with ${stored} shards, and this process works with ${shardCount}`];
}

async function settingProblems(node: Redis, terms: RedisTerms): Promise<string[]> {
  const { fatal } = judgeRedis(await readRedisFacts(node), terms);
  return fatal.map(({ what, mend }) => `${what}. ${mend}`);
}

/** What is wrong with one server, named where there are several. */
async function serverProblems({ redis, acceptWeakRedis, now }: ReadinessParts, node: Redis): Promise<string[]> {
  const name = nodeName(redis, node);
  const terms = { acceptWeak: acceptWeakRedis, asCluster: name !== '' };
  const found = await Promise.all([clockProblems(node, now), settingProblems(node, terms)]);
  return found.flat().map((problem) => (name === '' ? problem : `${name}: ${problem}`));
}

/** What works and should not stay so, for an operator to read: Redis may lose something, or is nearly full. Rejects without Redis. */
export async function readRedisWarnings({
  redis,
  acceptWeakRedis,
}: Pick<ReadinessParts, 'redis' | 'acceptWeakRedis'>): Promise<readonly string[]> {
  const found = await Promise.all(
    mastersOf(redis).map(async (node) => {
      const name = nodeName(redis, node);
      const { warnings } = judgeRedis(await readRedisFacts(node), {
        acceptWeak: acceptWeakRedis,
        asCluster: name !== '',
      });
      return warnings.map(({ what, mend }) => `${name === '' ? '' : `${name}: `}${what}. ${mend}`);
    }),
  );
  return found.flat();
}

async function redisProblems(parts: ReadinessParts): Promise<string[]> {
  try {
    const servers = mastersOf(parts.redis).map((node) => serverProblems(parts, node));
    const { redis, installationMark: mark } = parts;
    const owner = mark === undefined ? Promise.resolve([]) : foreignRedisProblems(redis, mark);
    return (await Promise.all([...servers, shardProblems(parts), owner])).flat();
  } catch {
    return ['nodes' in parts.redis ? 'Not every master of the Redis Cluster answers' : 'Redis does not answer'];
  }
}

async function missingParts({ store }: ReadinessParts): Promise<string[]> {
  try {
    await within(storeMilliseconds, store.ping());
    return [];
  } catch {
    return ['store'];
  }
}

/** Looks at everything this process needs, at once. Settles within the time limit of a Redis command. */
export async function readReadiness(parts: ReadinessParts): Promise<Readiness> {
  const [problems, degraded] = await Promise.all([redisProblems(parts), missingParts(parts)]);
  return { problems, degraded };
}
