import type { AddressLimits, AddressPlace } from '@otpost/core/live-port';
import { addressKey } from '../connection/keys.js';
import type { LiveConnection } from '../connection/live-connection.js';
import { redisError } from '../connection/redis-error.js';
import { loadScript, runScript } from '../connection/run-script.js';

const readScript = loadScript('limits/read-address.lua', ['prelude', 'address']);

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

async function forget(connection: LiveConnection, place: AddressPlace, fields: readonly string[]): Promise<void> {
  try {
    await connection.redis.hdel(addressKey(place.shard, place.addressHash), ...fields);
  } catch (error) {
    throw redisError(error);
  }
}

/** Forgets sends and failed checks; the pending challenge stays. */
export function releaseAddress(connection: LiveConnection, place: AddressPlace): Promise<void> {
  return forget(connection, place, ['sends', 'failures', 'failedAt']);
}

export function forgetFailures(connection: LiveConnection, place: AddressPlace): Promise<void> {
  return forget(connection, place, ['failures', 'failedAt']);
}
