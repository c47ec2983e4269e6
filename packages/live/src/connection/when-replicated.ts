import { redisError } from './redis-error.js';
import type { RedisConnection } from './run-script.js';

const replicas = 1;
/** A replica that is slower than this is as good as away: the answer is given all the same, as the design's docs say. */
const patienceMilliseconds = 100;

/**
 * The result of a write once a replica has it (WAIT), so that a failover forgets no acknowledged create, approval or opened
 * attempt. Without replicas, and in a cluster, whose nodes take WAIT one by one, the result as it comes.
 */
export async function whenReplicated<Result>(
  redis: RedisConnection,
  hasReplicas: boolean,
  written: Promise<Result>,
): Promise<Result> {
  const result = await written;
  if (!hasReplicas || 'nodes' in redis) return result;
  try {
    await redis.wait(replicas, patienceMilliseconds);
    return result;
  } catch (error) {
    throw redisError(error);
  }
}
