import { setTimeout as sleep } from 'node:timers/promises';
import type { OperatorConfig } from '@otpost/config/operator-config';
import type { BreakerState } from '@otpost/core/live-breaker-port';
import type { AlertRecord, DeliveryRecord, ProviderRecord } from '@otpost/core/records';
import { openLiveBreakers } from '@otpost/live/breaker/live-breakers';
import { isConnected, mastersOf } from '@otpost/live/connection/redis-nodes';
import type { RedisConnection } from '@otpost/live/connection/run-script';
import { connectRedis } from '@otpost/process/connect-redis';
import { type Readiness, readReadiness } from '@otpost/process/readiness';
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
  /** Undefined when Redis does not answer. */
  readonly redis: RedisStatus | undefined;
  readonly queues: readonly QueueStatus[];
  /** Undefined when the store does not answer. */
  readonly providers: readonly ProviderRecord[] | undefined;
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
        return { channel, waiting: await bell.waiting(channel), oldestWaitsSeconds };
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
      const [readiness, redisStatus, queues, providers, alerts, undelivered] = await Promise.all([
        readReadiness({ redis, store, acceptWeakRedis: config.acceptWeakRedis, now: Date.now }),
        readRedis(redis).catch(() => undefined),
        readQueues(redis).catch(() => []),
        store.providers.list().catch(() => undefined),
        store.alerts.list({ status: { equals: 'open' } }).catch(() => undefined),
        store.deliveries
          .page({ status: { in: ['failed', 'undelivered', 'unknown'] } }, { limit: shownDeliveries })
          .catch(() => []),
      ]);
      const breakers = await readBreakers(redis, subscriber, providers ?? []).catch(() => new Map());
      return { readiness, redis: redisStatus, queues, providers, breakers, alerts, undelivered };
    });
  } finally {
    redis.disconnect();
    subscriber.disconnect();
  }
}
