import { burstKey } from '../connection/keys.js';
import type { LiveConnection } from '../connection/live-connection.js';
import { redisError } from '../connection/redis-error.js';

/** The buckets of its burst: see use-windows.lua. */
const bucketMilliseconds = 10_000;

export async function isActive(connection: LiveConnection, applicationId: string): Promise<boolean> {
  try {
    const [seconds] = await connection.redis.time();
    const bucket = Math.floor((Number(seconds) * 1000 + connection.timeOffsetMilliseconds) / bucketMilliseconds);
    const keys = [bucket, bucket - 1].map((number) => `${burstKey(applicationId)}:${number}`);
    return (await connection.redis.exists(...keys)) > 0;
  } catch (error) {
    throw redisError(error);
  }
}
