import type { OperatorConfig } from '@otpost/config/operator-config';
import type { RedisConnection } from '@otpost/live/connection/run-script';
import { openDeliveryBell } from '@otpost/queue/delivery-bell';
import { deliverChannels } from '@otpost/queue/job-catalogue';
import { askRedis } from './ask-redis.js';

async function countWorkers(redis: RedisConnection): Promise<number> {
  const bell = openDeliveryBell(redis, () => undefined);
  try {
    const counts = await Promise.all(deliverChannels.map((channel) => bell.workers(channel)));
    return Math.max(...counts.map((count) => count ?? 0));
  } finally {
    await bell.close();
  }
}

/** Workers that are connected to the Redis of this installation; 0 also where it does not answer or lists no connections. */
export async function countRunningWorkers(config: Pick<OperatorConfig, 'redisUrl'>): Promise<number> {
  return await askRedis(config, countWorkers).catch(() => 0);
}
