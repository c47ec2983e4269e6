import { testRedisClusterUrl } from '@otpost/config/test-environment';
import { startTestRedis } from './start-test-redis.js';

export interface LiveRedis {
  readonly url: string;
  stop(): Promise<void>;
}

/** A Redis of its own for the suites of the live state, or the cluster that the environment names: each suite passes on both. */
export async function startLiveRedis(): Promise<LiveRedis> {
  const url = testRedisClusterUrl();
  return url === undefined ? await startTestRedis() : { url, stop: async () => undefined };
}
