import { longestLeaseMilliseconds } from '@otpost/core/live-port';
import type { LiveConnection } from '../connection/live-connection.js';
import { redisError } from '../connection/redis-error.js';
import { loadScript, runScript } from '../connection/run-script.js';

const script = loadScript('lease/take.lua', []);

function leaseKey(task: string): string {
  return `{otpost}:lease:${task}`;
}

export async function takeLease({ redis }: LiveConnection, task: string, milliseconds: number): Promise<boolean> {
  const [kind] = await runScript(redis, script, [leaseKey(task)], [milliseconds, longestLeaseMilliseconds]);
  return kind === 'taken';
}

export async function holdLease({ redis }: LiveConnection, task: string, milliseconds: number): Promise<void> {
  try {
    await redis.set(leaseKey(task), '1', 'PX', milliseconds);
  } catch (error) {
    throw redisError(error);
  }
}
