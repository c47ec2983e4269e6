import type { OperatorConfig } from '@otpost/config/operator-config';
import { connectRedisOnce } from '@otpost/process/connect-redis';
import { within } from '@otpost/process/deadline';
import { openDeliveryBell } from '@otpost/queue/delivery-bell';
import { deliverChannels } from '@otpost/queue/job-catalogue';

const answerMilliseconds = 2_000;

/** Workers that are connected to the Redis of this installation; 0 also where it does not answer or lists no connections. */
export async function countRunningWorkers({ redisUrl }: Pick<OperatorConfig, 'redisUrl'>): Promise<number> {
  const redis = connectRedisOnce(redisUrl, () => undefined);
  const bell = openDeliveryBell(redis, () => undefined);
  try {
    await within(answerMilliseconds, redis.connect());
    const counts = await within(
      answerMilliseconds,
      Promise.all(deliverChannels.map((channel) => bell.workers(channel))),
    );
    return Math.max(...counts.map((count) => count ?? 0));
  } catch {
    return 0;
  } finally {
    await bell.close().catch(() => undefined);
    redis.disconnect();
  }
}
