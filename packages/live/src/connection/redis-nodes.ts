import { unavailable } from '@otpost/core/errors';
import { shardCount } from '@otpost/core/ids';
import { Command, type Redis } from 'ioredis';
import { watchKey } from './keys.js';
import type { RedisConnection } from './run-script.js';

function addressOf({ options }: Redis): string {
  return `${options.host}:${options.port}`;
}

/** The server that has this key: the one Redis, or its master in a cluster; undefined while that is away. */
export function nodeOf(redis: RedisConnection, key: string): Redis | undefined {
  if (!('nodes' in redis)) return redis;
  const slot = new Command('exists', [key]).getSlot() ?? 0;
  const owner = redis.slots[slot]?.[0];
  return redis.nodes('master').find((node) => addressOf(node) === owner);
}

const shardKeys = Array.from({ length: shardCount }, (_, shard) => watchKey(shard));

/** Every server that takes writes. Throws `unavailable` while the owner of a shard is away, so that nobody takes a part for the whole. */
export function mastersOf(redis: RedisConnection): readonly Redis[] {
  if (!('nodes' in redis)) return [redis];
  const masters = new Set(redis.nodes('master'));
  for (const key of shardKeys) {
    const owner = nodeOf(redis, key);
    if (!owner) throw unavailable('redis', 'A master of the cluster is away');
    masters.add(owner);
  }
  return [...masters];
}

/** Whether a command sent now would be taken, whichever key it has. */
export function isConnected(redis: RedisConnection): boolean {
  if (!('nodes' in redis)) return redis.status === 'ready';
  const masters = redis.nodes('master');
  return redis.status === 'ready' && masters.length > 0 && masters.every(({ status }) => status === 'ready');
}

/** How a server is called where there are several: empty for the one Redis. */
export function nodeName(redis: RedisConnection, node: Redis): string {
  return 'nodes' in redis ? addressOf(node) : '';
}
