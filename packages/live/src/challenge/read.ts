import type { AddressPlace } from '@otpost/core/live-limits-port';
import type { LiveChallenge } from '@otpost/core/live-port';
import type { Channel } from '@otpost/core/records';
import { addressKey, challengeKey } from '../connection/keys.js';
import type { LiveConnection } from '../connection/live-connection.js';
import { redisError } from '../connection/redis-error.js';
import { parseChallenge } from './parse-challenge.js';
import { pendingField } from './pending-field.js';

export async function read(connection: LiveConnection, id: string): Promise<LiveChallenge | undefined> {
  try {
    const fields = await connection.redis.hgetall(challengeKey(id));
    return parseChallenge(id, Object.entries(fields).flat());
  } catch (error) {
    throw redisError(error);
  }
}

/** The id of the pending challenge of an address, without knowing it; whether its time is over is for the reader to see. */
export async function findPending(
  connection: LiveConnection,
  place: AddressPlace,
  channel: Channel,
  purpose: string,
): Promise<string | undefined> {
  try {
    const key = addressKey(place.shard, place.addressHash);
    return (await connection.redis.hget(key, pendingField(place, channel, purpose))) ?? undefined;
  } catch (error) {
    throw redisError(error);
  }
}
