import { shardOf } from '@otpost/core/ids';
import type { LiveReceipts } from '@otpost/core/live-receipt-port';
import { challengeKey, eventsKey } from '../connection/keys.js';
import type { LiveConnection } from '../connection/live-connection.js';
import { redisError } from '../connection/redis-error.js';
import { loadScript, runScript } from '../connection/run-script.js';

const script = loadScript('receipt/record-receipt.lua', ['prelude', 'address', 'attempt']);

/** Above every number that a challenge gives its own events. */
const lateNumber = 1_000_000;
const placeOfStatus = { sent: 1, undelivered: 2, delivered: 3 } as const;

export function openLiveReceipts(connection: LiveConnection): LiveReceipts {
  return {
    record: async ({ id, send, attempt, receipt }) => {
      const values = [connection.timeOffsetMilliseconds, send, attempt ?? '', JSON.stringify(receipt)];
      const [kind, step] = await runScript(connection.redis, script, [challengeKey(id)], values);
      if (kind === 'gone' || kind === 'missing' || kind === 'known') return { kind };
      return { kind: 'recorded', isStepDue: step === '1' };
    },
    recordLate: async ({ id, send, attempt, receipt }, at) => {
      const { status, ...told } = receipt;
      const reason = status === 'undelivered' ? (told.suppress ?? 'undelivered') : undefined;
      const data = JSON.stringify({ ...told, send, attempt, delivery: status, receipt: status, reason });
      const number = lateNumber + send * 10 + placeOfStatus[status];
      const event = ['id', id, 'number', number, 'type', 'receipt', 'at', at, 'data', data];
      try {
        await connection.redis.xadd(eventsKey(shardOf(id) ?? 0), '*', ...event);
      } catch (error) {
        throw redisError(error);
      }
    },
  };
}
