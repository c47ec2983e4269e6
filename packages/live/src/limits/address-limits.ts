import type { AddressLimits, AddressPlace, ReserveResult, SendReservation } from '@otpost/core/live-limits-port';
import type { ReachedPlace } from '@otpost/core/live-results';
import { addressKey } from '../connection/keys.js';
import type { LiveConnection } from '../connection/live-connection.js';
import { redisError } from '../connection/redis-error.js';
import { loadScript, runScript } from '../connection/run-script.js';
import { windowsText } from './windows-text.js';

const readScript = loadScript('limits/read-address.lua', ['prelude', 'address']);

const reserveScript = loadScript('limits/reserve-send.lua', ['prelude', 'address']);
const countFailureScript = loadScript('limits/count-failure.lua', ['prelude', 'address']);

export async function readAddress(connection: LiveConnection, place: AddressPlace): Promise<AddressLimits> {
  const key = addressKey(place.shard, place.addressHash);
  const [failed, failedAt, times, suppressed] = await runScript(
    connection.redis,
    readScript,
    [key],
    [connection.timeOffsetMilliseconds],
  );
  return {
    failedChecks: Number(failed),
    lastFailedAt: failedAt === '' ? null : Number(failedAt),
    sendsAt: (times as readonly string[]).map(Number),
    suppressed: suppressed === '' ? null : (suppressed as AddressLimits['suppressed']),
  };
}

async function forget(connection: LiveConnection, place: ReachedPlace, fields: readonly string[]): Promise<void> {
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

export function forgetFailures(connection: LiveConnection, place: ReachedPlace): Promise<void> {
  return forget(connection, place, ['failures', 'failedAt']);
}

export async function reserveSend(
  connection: LiveConnection,
  place: AddressPlace,
  { name, sendLimits: limits, failedChecksStop }: SendReservation,
): Promise<ReserveResult> {
  const values = [connection.timeOffsetMilliseconds, name, failedChecksStop, windowsText(limits)];
  const keys = [addressKey(place.shard, place.addressHash)];
  const [kind, limit, wait] = await runScript(connection.redis, reserveScript, keys, values);
  if (kind === 'limited') return { kind, limit: String(limit), retryAfterMilliseconds: Number(wait) };
  return { kind: kind as 'locked' | 'suppressed' | 'reserved' };
}

export async function countFailure(connection: LiveConnection, place: ReachedPlace, stop: number): Promise<void> {
  const keys = [addressKey(place.shard, place.addressHash)];
  await runScript(connection.redis, countFailureScript, keys, [connection.timeOffsetMilliseconds, stop]);
}
