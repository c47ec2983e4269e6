import type { IdempotencyBegin } from '@otpost/core/live-idempotency-port';
import { idempotencyKey } from '../connection/keys.js';
import type { LiveConnection } from '../connection/live-connection.js';
import { redisError } from '../connection/redis-error.js';
import { loadScript, runScript } from '../connection/run-script.js';

const beginScript = loadScript('idempotency/begin.lua', ['prelude']);
const finishScript = loadScript('idempotency/finish.lua', ['prelude']);

export async function begin(
  connection: LiveConnection,
  key: string,
  bodyHash: string,
  id: string,
): Promise<IdempotencyBegin> {
  const values = [connection.timeOffsetMilliseconds, bodyHash, id];
  const reply = await runScript(connection.redis, beginScript, [idempotencyKey(key)], values);
  const [kind, recordId, status, answer, doneAt, now] = reply as readonly string[];
  switch (kind) {
    case 'new':
    case 'retake':
      return { kind, id: recordId ?? '' };
    case 'in_flight':
    case 'mismatch':
      return { kind };
    case 'done':
      return {
        kind,
        id: recordId ?? '',
        status: Number(status),
        answer: answer ?? '',
        doneAt: Number(doneAt),
        now: Number(now),
      };
    default:
      throw new Error(`The script begin answered ${kind}`);
  }
}

export async function finish(connection: LiveConnection, key: string, status: number, answer: string): Promise<void> {
  const values = [connection.timeOffsetMilliseconds, status, answer];
  await runScript(connection.redis, finishScript, [idempotencyKey(key)], values);
}

export async function abandon(connection: LiveConnection, key: string): Promise<void> {
  try {
    await connection.redis.del(idempotencyKey(key));
  } catch (error) {
    throw redisError(error);
  }
}
