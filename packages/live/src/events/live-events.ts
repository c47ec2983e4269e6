import type { LiveEvent } from '@otpost/core/live-event-port';
import { eventsKey, recorderKey } from '../connection/keys.js';
import type { LiveConnection } from '../connection/live-connection.js';
import { redisError } from '../connection/redis-error.js';
import { loadScript, type Reply, runScript } from '../connection/run-script.js';

const takeScript = loadScript('events/take.lua', ['prelude']);
const releaseScript = loadScript('events/release.lua', ['prelude']);

function parseEvent(entry: Reply): LiveEvent {
  const [position, flat] = entry;
  const fields = new Map<string, string>();
  const list = flat as readonly string[];
  for (let i = 0; i < list.length; i += 2) fields.set(list[i] ?? '', list[i + 1] ?? '');
  return {
    position: String(position),
    id: fields.get('id') ?? '',
    number: Number(fields.get('number')),
    type: fields.get('type') ?? '',
    at: Number(fields.get('at')),
    data: JSON.parse(fields.get('data') ?? '{}') as LiveEvent['data'],
  };
}

export async function take(
  connection: LiveConnection,
  shard: number,
  recorder: string,
  after: string,
  limit: number,
): Promise<readonly LiveEvent[] | 'leased'> {
  const values = [connection.timeOffsetMilliseconds, recorder, after, limit];
  const [kind, entries] = await runScript(connection.redis, takeScript, [eventsKey(shard), recorderKey(shard)], values);
  return kind === 'taken' ? (entries as readonly Reply[]).map(parseEvent) : 'leased';
}

/** Drops what the store has, `upTo` included. Never by length: what is not recorded stays. */
export async function trim(connection: LiveConnection, shard: number, upTo: string): Promise<void> {
  const [milliseconds = '0', sequence = '0'] = upTo.split('-');
  try {
    await connection.redis.xtrim(eventsKey(shard), 'MINID', `${milliseconds}-${BigInt(sequence) + 1n}`);
  } catch (error) {
    throw redisError(error);
  }
}

export async function release(connection: LiveConnection, shard: number, recorder: string): Promise<void> {
  await runScript(connection.redis, releaseScript, [recorderKey(shard)], [connection.timeOffsetMilliseconds, recorder]);
}

export async function waiting(connection: LiveConnection, shard: number): Promise<number> {
  try {
    return await connection.redis.xlen(eventsKey(shard));
  } catch (error) {
    throw redisError(error);
  }
}
