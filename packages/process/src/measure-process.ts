import { alertKindNames } from '@otpost/core/alert/alert-kinds';
import { shardCount } from '@otpost/core/ids';
import type { Live } from '@otpost/core/live-port';
import { pauseOf } from '@otpost/core/queue/pauses';
import type { Channel } from '@otpost/core/records';
import type { SettingsReader } from '@otpost/core/settings/settings-snapshot';
import type { Store } from '@otpost/core/store-port';
import { mastersOf } from '@otpost/live/connection/redis-nodes';
import type { RedisConnection } from '@otpost/live/connection/run-script';
import type { OpenDeliveryBell } from '@otpost/queue/delivery-bell';
import { deliverChannels } from '@otpost/queue/job-catalogue';
import { within } from './deadline.js';
import type { Metrics } from './metric-catalogue.js';
import { readRedisFacts } from './redis-facts.js';

const storeMilliseconds = 500;

export interface MeasuredParts {
  readonly metrics: Metrics;
  readonly redis: RedisConnection;
  readonly live: Live;
  readonly store: Store;
  readonly settings: SettingsReader;
  readonly bell: OpenDeliveryBell;
  readonly now: () => number;
}

async function measureWorkers({ metrics, bell }: MeasuredParts, channel: Channel): Promise<void> {
  const workers = await bell.workers(channel);
  if (workers === undefined) metrics.queueWorkers.remove({ channel });
  else metrics.queueWorkers.set({ channel }, workers);
}

async function measureQueues(parts: MeasuredParts): Promise<void> {
  const { metrics, bell, settings, now } = parts;
  for (const channel of deliverChannels) {
    await measureWorkers(parts, channel);
    metrics.queueDepth.set({ channel }, await bell.waiting(channel));
    // No worker may take from a paused channel: more of them would not help, and nobody is to be woken for it.
    const isPaused = pauseOf(settings.current().pauses, { kind: 'channel', subject: channel }) !== undefined;
    const oldestAt = isPaused ? undefined : await bell.oldestWaitingAt(channel);
    metrics.oldestWaitingJob.set({ channel }, oldestAt === undefined ? 0 : Math.max(0, now() - oldestAt) / 1000);
  }
}

const breakerValues = { closed: 0, open: 1, out: 2 } as const;

/** Of a provider that is switched off nothing is told: its breaker stays as it was, and nobody is to be woken for it. */
async function measureBreakers({ metrics, live, settings }: MeasuredParts): Promise<void> {
  const enabled = [...settings.current().providers.values()].filter((provider) => provider.enabled);
  const states = await live.breakers.read(enabled.map(({ id }) => id));
  metrics.breakerState.reset();
  for (const [provider, { status }] of states) metrics.breakerState.set({ provider }, breakerValues[status]);
}

/** Every kind is told, with 0 where nothing is wrong: an alert rule needs a series to look at. */
async function measureAlerts({ metrics, store }: MeasuredParts): Promise<void> {
  const open = await store.alerts.list({ status: { equals: 'open' } });
  for (const kind of alertKindNames)
    metrics.alertsOpen.set({ kind }, open.filter((alert) => alert.kind === kind).length);
}

async function measureRedis(parts: MeasuredParts): Promise<void> {
  const { metrics, redis, live } = parts;
  try {
    const facts = await Promise.all(mastersOf(redis).map(readRedisFacts));
    metrics.redisUp.set(1);
    metrics.redisDiskWrites.set(facts.every(({ diskWritesWork }) => diskWritesWork) ? 1 : 0);
    // Of the fullest master: the first to be full stops the creates.
    const ratios = facts.map(({ usedMemory, maxmemory }) => (maxmemory === 0 ? 0 : usedMemory / maxmemory));
    metrics.redisMemoryRatio.set(Math.max(...ratios));
    const waiting = await Promise.all(Array.from({ length: shardCount }, (_, shard) => live.events.waiting(shard)));
    metrics.recorderLag.set(waiting.reduce((sum, count) => sum + count, 0));
    await measureQueues(parts);
    await measureBreakers(parts);
  } catch {
    metrics.redisUp.set(0);
    // What nobody knows is not told: a 0 would say that the disk is full.
    for (const gauge of [metrics.redisDiskWrites, metrics.redisMemoryRatio, metrics.recorderLag]) gauge.remove();
  }
}

async function measureStore(parts: MeasuredParts): Promise<void> {
  const { metrics, store } = parts;
  try {
    await within(storeMilliseconds, store.ping());
    await measureAlerts(parts);
    metrics.storeUp.set(1);
  } catch {
    metrics.storeUp.set(0);
  }
}

/** Brings the gauges up to date; called before each scrape. A part that is down is told by its gauge. */
export async function measureProcess(parts: MeasuredParts): Promise<void> {
  await Promise.all([measureRedis(parts), measureStore(parts)]);
}
