import { afterEach, expect, test } from '@jest/globals';
import { pause, resume } from '@otpost/core/queue/pauses';
import { createProvider } from '@otpost/core/settings/providers/create-provider';
import { updateProvider } from '@otpost/core/settings/providers/update-provider';
import { openDeliveryBell } from '@otpost/queue/delivery-bell';
import { smtpConfig } from '@otpost/test/servers/furnish';
import { openTestProcess, testActor, testKinds } from '@otpost/test/settings/open-test-process';
import { openTestStore } from '@otpost/test/settings/open-test-store';
import { measureProcess } from './measure-process.js';
import { createMetrics } from './metrics.js';
import { startTestRedis } from './start-test-redis.js';

const stops: (() => unknown)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

/** A scrape of a process on a Redis of its own, which `end` ends. */
async function openScrape() {
  const redis = await startTestRedis('--appendonly yes --maxmemory 64mb');
  const testStore = await openTestStore();
  const { context, testLive, stop } = await openTestProcess(testStore.store, redis.url);
  const bell = openDeliveryBell(testLive.redis, () => undefined);
  let ended: Promise<void> | undefined;
  const end = (): Promise<void> => (ended ??= redis.stop());
  stops.push(stop, testStore.remove, end);
  const { registry, metrics } = createMetrics();
  const scrape = async (): Promise<string> => {
    await measureProcess({ ...context, metrics, bell, redis: testLive.redis });
    return (await registry.metrics()).replaceAll(/^#.*$/gm, '');
  };
  return { scrape, end, bell, context };
}

test('a scrape tells how full Redis is, that its disk works, and how many workers take from each queue', async () => {
  const { scrape } = await openScrape();
  const text = await scrape();
  expect(text).toContain('otpost_redis_up 1');
  expect(text).toContain('otpost_redis_disk_writes 1');
  expect(text).toMatch(/otpost_redis_memory_ratio 0\.0/);
  expect(text).toContain('otpost_queue_workers{channel="email"} 0');
});

test('a message that waits makes its channel behind, unless the channel is paused: then nobody may take it', async () => {
  const { scrape, bell, context } = await openScrape();
  const id = 'chl_00waits';
  await bell.ring({ id, kind: 'code', channel: 'sms', send: 1, ring: 1 }, { priority: 1, delayMilliseconds: 0 });
  const oldest = async () =>
    Number(/otpost_oldest_waiting_job_seconds\{channel="sms"\} (.+)/.exec(await scrape())?.[1]);
  expect(await oldest()).toBeGreaterThan(0);
  const target = { kind: 'channel', subject: 'sms', actor: testActor, reason: 'for a test' } as const;
  await pause(context, target);
  expect(await oldest()).toBe(0);
  expect(await scrape()).toContain('otpost_queue_depth{channel="sms"} 1');
  await resume(context, target);
  expect(await oldest()).toBeGreaterThan(0);
});

test('a provider that is down is told for as long as it is switched on', async () => {
  const { scrape, context } = await openScrape();
  const shared = { priority: 0, weight: 1, countries: [], applications: [], enabled: true };
  const input = { ...shared, channel: 'email', kind: 'smtp', name: 'mail', config: smtpConfig(9) } as const;
  const by = { actor: testActor, kinds: testKinds };
  const { id, version } = await createProvider(context, { ...by, input });
  const change = async (from: number, enabled: boolean): Promise<void> => {
    await updateProvider(context, { ...by, id, input: { version: from, enabled } });
    await context.settings.refresh();
  };
  const note = { providerId: id, outcome: 'config', detail: 'The login is refused', version } as const;
  await context.live.breakers.note({ ...note, tookMilliseconds: 1 });
  const series = `otpost_provider_breaker_state{provider="${id}"}`;
  await context.settings.refresh();
  expect(await scrape()).toContain(`${series} 2`);
  await change(version, false);
  expect(await scrape()).not.toContain(series);
  await change(version + 1, true);
  expect(await scrape()).toContain(`${series} 2`);
});

test('while Redis is away nothing is told of its disk and its memory, also by a process that never saw it', async () => {
  const { scrape, end } = await openScrape();
  await end();
  const text = await scrape();
  expect(text).toContain('otpost_redis_up 0');
  expect(text).toContain('otpost_store_up 1');
  expect(text).not.toMatch(/otpost_redis_disk_writes|otpost_redis_memory_ratio|otpost_recorder_lag/);
});
