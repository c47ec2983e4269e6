import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import type { Keyring } from '@otpost/core/keyring/keyring';
import { isConnected } from '@otpost/live/connection/redis-nodes';
import type { RedisConnection } from '@otpost/live/connection/run-script';

const connectMilliseconds = 1000;
const markKey = '{otpost}:installation';

/** By what an installation is known in its Redis: stays through a restore and new master keys, and tells nothing. */
export const installationMark = (keyring: Pick<Keyring, 'indexHash'>): string =>
  keyring.indexHash('installation', 'redis');

export const foreignRedis = {
  what: 'This Redis belongs to another installation',
  mend: 'Name a Redis of its own by REDIS_URL; or empty this one when nothing uses it any more (that of ./otpost up: delete the folder redis in its data directory)',
};

/** Only looks. Rejects when Redis does not answer. */
export async function isForeignRedis(redis: RedisConnection, mark: string): Promise<boolean> {
  const stored = await redis.get(markKey);
  return stored !== null && stored !== mark;
}

/**
 * The first installation marks an empty Redis as its own. Two on one would take each other's jobs and events, and could open
 * neither. Rejects when Redis does not answer.
 */
export async function foreignRedisProblems(redis: RedisConnection, mark: string): Promise<string[]> {
  // Written once: a Redis that takes no writes can still be looked at.
  if ((await redis.get(markKey)) === null) await redis.set(markKey, mark, 'NX');
  return (await isForeignRedis(redis, mark)) ? [`${foreignRedis.what}. ${foreignRedis.mend}`] : [];
}

/** A moment for the first connection. One that is away stops no start. */
async function untilConnected(redis: RedisConnection): Promise<void> {
  if (isConnected(redis)) return;
  const moment = new AbortController();
  const ready = once(redis, 'ready', { signal: moment.signal }).catch(() => undefined);
  await Promise.race([ready, wait(connectMilliseconds, undefined, { signal: moment.signal }).catch(() => undefined)]);
  moment.abort();
}

/** Throws on the Redis of another installation, before anything is taken from it. Readiness looks again later. */
export async function refuseForeignRedis(redis: RedisConnection, mark: string): Promise<void> {
  await untilConnected(redis);
  const [problem] = await foreignRedisProblems(redis, mark).catch(() => []);
  if (problem) throw new Error(problem);
}
