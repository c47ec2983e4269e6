import { types } from 'node:util';
import type { Redis } from 'ioredis';

/** What one Redis says of itself that matters to Otpost. Sizes are in bytes. */
export interface RedisFacts {
  /** `7.0.15`. */
  readonly version: string;
  readonly role: 'master' | 'replica';
  readonly connectedReplicas: number;
  /** True for a node of a cluster, which has only a part of the keys. */
  readonly isClusterNode: boolean;
  readonly loading: boolean;
  readonly aofEnabled: boolean;
  /** INFO does not tell it: `unknown` where CONFIG is forbidden, as managed Redis does. */
  readonly fsync: 'always' | 'everysec' | 'no' | 'unknown';
  /** False while the disk refuses the log: Redis then answers writes with MISCONF. */
  readonly diskWritesWork: boolean;
  readonly maxmemoryPolicy: string;
  /** 0: without a limit. */
  readonly maxmemory: number;
  readonly usedMemory: number;
}

type RedisAsked = Pick<Redis, 'info' | 'config'>;

function parseInfo(text: string): Map<string, string> {
  const lines = text.split(/\r?\n/).filter((line) => line.includes(':'));
  return new Map(lines.map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1)]));
}

async function readFsync(redis: RedisAsked): Promise<RedisFacts['fsync']> {
  const policies = ['always', 'everysec', 'no'] as const;
  try {
    // A list of name and value, or an object, by the version of the protocol.
    const words: unknown[] = Object.values(await redis.config('GET', 'appendfsync'));
    return policies.find((policy) => words.includes(policy)) ?? 'unknown';
  } catch (error) {
    if (types.isNativeError(error) && error.name === 'ReplyError') return 'unknown';
    throw error;
  }
}

/** Reads the facts by INFO, and by CONFIG where it is allowed. Rejects when Redis does not answer. */
export async function readRedisFacts(redis: RedisAsked): Promise<RedisFacts> {
  const info = parseInfo(await redis.info());
  const has = (name: string, value: string) => info.get(name) === value;
  return {
    version: info.get('redis_version') ?? 'unknown',
    role: has('role', 'master') ? 'master' : 'replica',
    connectedReplicas: Number(info.get('connected_slaves') ?? 0),
    isClusterNode: has('cluster_enabled', '1'),
    loading: has('loading', '1'),
    aofEnabled: has('aof_enabled', '1'),
    fsync: await readFsync(redis),
    diskWritesWork: !has('aof_last_write_status', 'err'),
    maxmemoryPolicy: info.get('maxmemory_policy') ?? 'unknown',
    maxmemory: Number(info.get('maxmemory') ?? 0),
    usedMemory: Number(info.get('used_memory') ?? 0),
  };
}
