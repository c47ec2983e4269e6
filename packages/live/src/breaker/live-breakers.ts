import {
  type BreakerState,
  type BreakerStatus,
  type HandoverToNote,
  type LiveBreakers,
  type ProviderError,
  probeLeaseMilliseconds,
} from '@otpost/core/live-breaker-port';
import { breakerKey } from '../connection/keys.js';
import type { LiveConnection } from '../connection/live-connection.js';
import { redisError } from '../connection/redis-error.js';
import { loadScript, type RedisConnection, runScript } from '../connection/run-script.js';

const topic = 'otpost:breakers';
const noteScript = loadScript('breaker/note.lua', ['prelude']);
const probeScript = loadScript('breaker/take-probe.lua', ['prelude']);

const numberOrNull = (text: string | undefined): number | null => (text === undefined ? null : Number(text));

function parseState(fields: Readonly<Record<string, string>>, now: number): BreakerState {
  const { status = 'closed', results = '', error } = fields;
  // More than a lease can have left is from before a clock was set back.
  const leaseLeft = Number(fields.probeUntil ?? 0) - now;
  return {
    status: status as BreakerStatus,
    since: numberOrNull(fields.since),
    failedAt: Number(fields.failedAt ?? 0),
    isProbing: status !== 'closed' && leaseLeft > 0 && leaseLeft <= probeLeaseMilliseconds,
    isClean: status === 'closed' && !results.includes('1'),
    version: numberOrNull(fields.version),
    lastError: error === undefined ? null : (JSON.parse(error) as ProviderError),
  };
}

/** The breakers of the providers. `now` is the clock of the live state. */
export function openLiveBreakers(
  connection: LiveConnection,
  subscriber: RedisConnection,
  now: () => Promise<number>,
): LiveBreakers {
  return {
    onChange: (listener) => {
      subscriber.on('message', (heard: string) => heard === topic && listener());
      subscriber.subscribe(topic).catch(() => undefined);
    },
    read: async (providerIds) => {
      if (providerIds.length === 0) return new Map();
      try {
        const [at, ...all] = await Promise.all([
          now(),
          ...providerIds.map((id) => connection.redis.hgetall(breakerKey(id))),
        ]);
        return new Map(all.map((fields, place) => [providerIds[place] ?? '', parseState(fields, at)]));
      } catch (error) {
        throw redisError(error);
      }
    },
    note: async ({ providerId, outcome, detail, version, tookMilliseconds }: HandoverToNote) => {
      const values = [connection.timeOffsetMilliseconds, outcome, detail, version, tookMilliseconds];
      const [, hasTurned] = await runScript(connection.redis, noteScript, [breakerKey(providerId)], values);
      if (hasTurned === '1') await connection.redis.publish(topic, providerId).catch(() => 0);
    },
    takeProbe: async (providerId, waitMilliseconds) => {
      const values = [connection.timeOffsetMilliseconds, waitMilliseconds, probeLeaseMilliseconds];
      const [kind] = await runScript(connection.redis, probeScript, [breakerKey(providerId)], values);
      return kind === 'taken';
    },
  };
}
