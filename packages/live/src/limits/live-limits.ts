import type { AddressLimits, AddressPlace, Limited, WindowLimit } from '@otpost/core/live-port';
import { addressKey, burstKey } from '../connection/keys.js';
import type { LiveConnection } from '../connection/live-connection.js';
import { redisError } from '../connection/redis-error.js';
import { loadScript, runScript } from '../connection/run-script.js';

const useScript = loadScript('limits/use-windows.lua', ['prelude']);
const readScript = loadScript('limits/read-address.lua', ['prelude', 'address']);

export async function useWindows(
  connection: LiveConnection,
  applicationId: string,
  windows: readonly WindowLimit[],
): Promise<{ kind: 'used'; burst: number } | Limited> {
  const counters = windows.flatMap((window) => [
    `${window.name}:${window.subject}`,
    window.limit,
    window.windowMilliseconds,
  ]);
  const values = [connection.timeOffsetMilliseconds, applicationId, ...counters];
  const [kind, first, second] = await runScript(connection.redis, useScript, [burstKey(applicationId)], values);
  if (kind === 'used') return { kind, burst: Number(first) };
  const limit = String(first).split(':')[0] ?? '';
  return { kind: 'limited', limit, retryAfterMilliseconds: Number(second) };
}

export async function readAddress(connection: LiveConnection, place: AddressPlace): Promise<AddressLimits> {
  const key = addressKey(place.shard, place.addressHash);
  const [failed, failedAt, times] = await runScript(
    connection.redis,
    readScript,
    [key],
    [connection.timeOffsetMilliseconds],
  );
  return {
    failedChecks: Number(failed),
    lastFailedAt: failedAt === '' ? null : Number(failedAt),
    sendsAt: (times as readonly string[]).map(Number),
  };
}

/** Forgets sends and failed checks; the pending challenge stays. */
export async function releaseAddress(connection: LiveConnection, place: AddressPlace): Promise<void> {
  try {
    await connection.redis.hdel(addressKey(place.shard, place.addressHash), 'sends', 'failures', 'failedAt');
  } catch (error) {
    throw redisError(error);
  }
}
