import { parseRedisUrl } from '@otpost/config/redis-address';
import type { RedisConnection } from '@otpost/live/connection/run-script';
import { Cluster, Redis } from 'ioredis';

/** For tests that look and act by themselves: what the driver does without our rules of patience. */
export function connectTestRedis(url: string): RedisConnection {
  const address = parseRedisUrl(url);
  return address?.kind === 'cluster' ? new Cluster([...address.nodes]) : new Redis(url, { maxRetriesPerRequest: 3 });
}
