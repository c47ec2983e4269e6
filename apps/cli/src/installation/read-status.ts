import { setTimeout as sleep } from 'node:timers/promises';
import type { OperatorConfig } from '@otpost/config/operator-config';
import type { BreakerState } from '@otpost/core/live-breaker-port';
import type { AlertRecord, DeliveryRecord, ProviderRecord } from '@otpost/core/records';
import { openLiveBreakers } from '@otpost/live/breaker/live-breakers';
import { isConnected, mastersOf } from '@otpost/live/connection/redis-nodes';
import type { RedisConnection } from '@otpost/live/connection/run-script';
import { connectRedis } from '@otpost/process/connect-redis';
import { reasonOf } from '@otpost/process/doctor/finding';
import { type Readiness, readReadiness, readRedisWarnings } from '@otpost/process/readiness';
import { readRedisFacts } from '@otpost/process/redis-facts';
import { openDeliveryBell } from '@otpost/queue/delivery-bell';
import { deliverChannels } from '@otpost/queue/job-catalogue';
import { withStore } from './with-store.js';

/** As many bad ends as a person looks at. */
const shownDeliveries = 10;
const connectMilliseconds = 2_000;
const lookEveryMilliseconds = 20;

export interface QueueStatus {
  readonly channel: string;
  readonly waiting: number;
  /** Undefined when none waits. */
  readonly oldestWaitsSeconds: number | undefined;
  /** Of those that no worker may take yet. */
  readonly waitingForTry: number;
  /** Undefined where Redis does not tell. */
  readonly workers: number | undefined;
}

export interface RedisStatus {
  readonly version: string;
  /** More than one in a cluster; the sizes are of all together. */
  readonly masters: number;
  readonly usedMegabytes: number;
  /** Undefined: without a limit. */
  readonly limitMegabytes: number | undefined;
}

export interface Status {
  readonly readiness: Readiness;
  /** What works and should not stay so. */
  readonly warnings: readonly string[];
  /** What the store said when it did not answer. */
  readonly storeFault: string | undefined;
  /** Undefined when Redis does not answer. */
  readonly redis: RedisStatus | undefined;
  readonly queues: readonly QueueStatus[];
  /** Undefined when the store does not answer. */
  readonly providers: readonly ProviderRecord[] | undefined;
  /** Channels, and ids of providers, that an admin has paused. */
  readonly paused: ReadonlySet<string>;
  /** By id of the provider; empty when Redis does not answer. */
  readonly breakers: ReadonlyMap<string, BreakerState>;
  /** Those that are open; undefined when the store does not answer. */
  readonly alerts: readonly AlertRecord[] | undefined;
  /** The latest deliveries that did not arrive, newest first. */
  readonly undelivered: readonly DeliveryRecord[];
}

async function waitForConnection(redis: RedisConnection): Promise<void> {
  const deadline = Date.now() + connectMilliseconds;
  while (!isConnected(redis) && Date.now() < deadline) await sleep(lookEveryMilliseconds);
}

async function readRedis(redis: RedisConnection): Promise<RedisStatus> {
  const masters = await Promise.all(mastersOf(redis).map(readRedisFacts));
  const megabytes = (sizes: readonly number[]) => Math.round(sizes.reduce((sum, size) => sum + size, 0) / 1024 / 1024);
  const limits = masters.map(({ maxmemory }) => maxmemory);
  return {
    version: masters[0]?.version ?? 'unknown',
    masters: masters.length,
    usedMegabytes: megabytes(masters.map(({ usedMemory }) => usedMemory)),
    limitMegabytes: limits.includes(0) ? undefined : megabytes(limits),
  };
}

async function readQueues(redis: RedisConnection): Promise<QueueStatus[]> {
  const bell = openDeliveryBell(redis, () => undefined);
  try {
    return await Promise.all(
      deliverChannels.map(async (channel) => {
        const oldestAt = await bell.oldestWaitingAt(channel);
        const oldestWaitsSeconds = oldestAt === undefined ? undefined : Math.round((Date.now() - oldestAt) / 1000);
        return { channel, oldestWaitsSeconds, ...(await bell.look(channel)) };
      }),
    );
  } finally {
    await bell.close();
  }
}

async function readBreakers(
  redis: RedisConnection,
  subscriber: RedisConnection,
  providers: readonly ProviderRecord[],
): Promise<ReadonlyMap<string, BreakerState>> {
  const breakers = openLiveBreakers({ redis, timeOffsetMilliseconds: 0 }, subscriber, async () => Date.now());
  return await breakers.read(providers.map(({ id }) => id));
}

/** Looks at the parts of an installation, without any of its processes. A part that is down is told, and stops no other. */
export async function readStatus(config: OperatorConfig): Promise<Status> {
  const { commands: redis, subscriber } = connectRedis(config.redisUrl, 'request', () => undefined);
  try {
    await waitForConnection(redis);
    return await withStore(config, async (store) => {
      const { acceptWeakRedis } = config;
      const [readiness, warnings, redisStatus, queues, storeFault, providers, pauses, alerts, undelivered] =
        await Promise.all([
          readReadiness({ redis, store, acceptWeakRedis, now: Date.now }),
          readRedisWarnings({ redis, acceptWeakRedis }).catch(() => []),
          readRedis(redis).catch(() => undefined),
          readQueues(redis).catch(() => []),
          store.ping().then(() => undefined, reasonOf),
          store.providers.list().catch(() => undefined),
          store.pauses.list().catch(() => []),
          store.alerts.list({ status: { equals: 'open' } }).catch(() => undefined),
          store.deliveries
            .page({ status: { in: ['failed', 'undelivered', 'unknown'] } }, { limit: shownDeliveries })
            .catch(() => []),
        ]);
      const breakers = await readBreakers(redis, subscriber, providers ?? []).catch(() => new Map());
      const paused = new Set(pauses.map(({ subject }) => subject));
      return {
        readiness,
        warnings,
        redis: redisStatus,
        queues,
        storeFault,
        providers,
        paused,
        breakers,
        alerts,
        undelivered,
      };
    });
  } finally {
    redis.disconnect();
    subscriber.disconnect();
  }
}
