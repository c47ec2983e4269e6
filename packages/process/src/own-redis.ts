import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import type { Keyring } from '@otpost/core/keyring/keyring';
import { isConnected } from '@otpost/live/connection/redis-nodes';
import type { RedisConnection } from '@otpost/live/connection/run-script';

const connectMilliseconds = 1000;
const markKey = '{otpost}:installation';
/** Over a few turns that a busy process misses; short for who starts on the Redis of an installation that has ended. */
const heldMilliseconds = 4000;
const renewMilliseconds = 1000;

/** By what an installation is known in its Redis: stays through a restore and new master keys, and tells nothing. */
export const installationMark = (keyring: Pick<Keyring, 'indexHash'>): string =>
  keyring.indexHash('installation', 'redis');

export const foreignRedis = {
  what: 'Another installation works with this Redis',
  mend: 'Name a Redis of its own by REDIS_URL, or stop all processes of the other one',
};

/** Only looks. Rejects when Redis does not answer. */
export async function isForeignRedis(redis: RedisConnection, mark: string): Promise<boolean> {
  const stored = await redis.get(markKey);
  return stored !== null && stored !== mark;
}

/** Only looks. Rejects when Redis does not answer. */
export async function foreignRedisProblems(redis: RedisConnection, mark: string): Promise<string[]> {
  return (await isForeignRedis(redis, mark)) ? [`${foreignRedis.what}. ${foreignRedis.mend}`] : [];
}

/** Marks the Redis as one that this installation works with now. False while it is that of another. */
async function holdRedis(redis: RedisConnection, mark: string): Promise<boolean> {
  if ((await redis.set(markKey, mark, 'PX', heldMilliseconds, 'NX')) === 'OK') return true;
  if (await isForeignRedis(redis, mark)) return false;
  await redis.pexpire(markKey, heldMilliseconds);
  return true;
}

/** A moment for the first connection. One that is away stops no start. */
async function untilConnected(redis: RedisConnection): Promise<void> {
  if (isConnected(redis)) return;
  const moment = new AbortController();
  const ready = once(redis, 'ready', { signal: moment.signal }).catch(() => undefined);
  await Promise.race([ready, wait(connectMilliseconds, undefined, { signal: moment.signal }).catch(() => undefined)]);
  moment.abort();
}

/**
 * Two installations on one Redis would take each other's jobs and events, and could open neither. Throws while processes of
 * another one work with it, before anything is taken from it. Readiness looks again later.
 */
export async function refuseForeignRedis(redis: RedisConnection, mark: string): Promise<void> {
  await untilConnected(redis);
  // One that takes no writes just now is told of elsewhere.
  const isOurs = await holdRedis(redis, mark).catch(() => true);
  if (!isOurs) throw new Error(`${foreignRedis.what}. ${foreignRedis.mend}`);
}

/** Holds the mark while this process runs. Gives what ends that. */
export function keepRedis(redis: RedisConnection, mark: string): () => void {
  const timer = setInterval(() => void holdRedis(redis, mark).catch(() => undefined), renewMilliseconds);
  return () => clearInterval(timer);
}
