import type { LiveConnection } from '../connection/live-connection.js';
import { redisError } from '../connection/redis-error.js';

function leaseKey(task: string): string {
  return `{otpost}:lease:${task}`;
}

export async function takeLease({ redis }: LiveConnection, task: string, milliseconds: number): Promise<boolean> {
  try {
    return (await redis.set(leaseKey(task), '1', 'PX', milliseconds, 'NX')) === 'OK';
  } catch (error) {
    throw redisError(error);
  }
}

export async function holdLease({ redis }: LiveConnection, task: string, milliseconds: number): Promise<void> {
  try {
    await redis.set(leaseKey(task), '1', 'PX', milliseconds);
  } catch (error) {
    throw redisError(error);
  }
}
