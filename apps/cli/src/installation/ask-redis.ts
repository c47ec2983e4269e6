import type { OperatorConfig } from '@otpost/config/operator-config';
import type { RedisConnection } from '@otpost/live/connection/run-script';
import { connectRedisOnce } from '@otpost/process/connect-redis';
import { within } from '@otpost/process/deadline';

const answerMilliseconds = 2_000;

/** Asks the Redis of an installation something, once. Rejects when it does not answer. */
export async function askRedis<Answer>(
  { redisUrl }: Pick<OperatorConfig, 'redisUrl'>,
  question: (redis: RedisConnection) => Promise<Answer>,
): Promise<Answer> {
  const redis = connectRedisOnce(redisUrl, () => undefined);
  try {
    await within(answerMilliseconds, redis.connect());
    return await within(answerMilliseconds, question(redis));
  } finally {
    redis.disconnect();
  }
}
