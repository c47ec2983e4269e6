import { afterEach, expect, test } from '@jest/globals';
import { createBreakers } from '@otpost/core/breaker/breakers';
import { connectConsumerRedis } from '@otpost/process/connect-redis';
import { createMetrics } from '@otpost/process/metrics';
import { loadProviders } from '@otpost/providers/load-providers';
import { deliverQueue } from '@otpost/queue/job-catalogue';
import { openSqliteThread } from '@otpost/store/sqlite/sqlite-thread';
import { eventually } from '@otpost/test/servers/eventually';
import { startTestRedis } from '@otpost/test/servers/start-test-redis';
import { openTestProcess } from '@otpost/test/settings/open-test-process';
import { openTestStore } from '@otpost/test/settings/open-test-store';
import { Queue } from 'bullmq';
import { createProviderPool } from '../provider-pool.js';
import { startDeliverJobs } from './deliver.js';

const stops: (() => unknown)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).toReversed()) await stop();
});

/** A worker that takes mail, the raw queue that it takes from, and its store, which another process may lock. */
async function openWorker() {
  const redis = await startTestRedis();
  const testStore = await openTestStore();
  const { context, warnings, stop } = await openTestProcess(testStore.store, redis.url);
  const connection = connectConsumerRedis(redis.url, () => undefined);
  const environment = { now: Date.now, allowPrivateAddresses: true };
  const providers = createProviderPool(await loadProviders([], process.cwd()), context.settings, environment);
  const { registry, metrics } = createMetrics();
  const rest = { breakers: createBreakers(context), random: () => 0.5, report: () => undefined };
  const jobs = startDeliverJobs({
    context: { ...context, providers, ...rest },
    connection,
    channels: ['email'],
    concurrency: 1,
    metrics,
  });
  const { name, prefix } = deliverQueue('email');
  const queue = new Queue(name, { connection, prefix });
  const other = openSqliteThread(testStore.file);
  stops.push(
    redis.stop,
    testStore.remove,
    stop,
    () => connection.disconnect(),
    () => providers.close(),
  );
  stops.push(
    () => queue.close(),
    () => jobs.stop(),
    () => other.close(),
  );
  const counted = async () =>
    /otpost_dead_letters_total\{kind="job"\} (\d+)/.exec(await registry.metrics())?.[1] ?? '0';
  return { store: context.store, warnings, queue, counted, run: (sql: string) => other.query(sql) };
}

test('a job that nobody can read waits in the queue while the store is away, and is kept and counted once', async () => {
  const { store, warnings, queue, counted, run } = await openWorker();
  await run('BEGIN EXCLUSIVE');
  await queue.add('deliver', { version: 'none' }, { jobId: 'broken' });
  await eventually('it could not be kept', () => warnings.some((warning) => warning.includes('"jobId":"broken"')));
  await eventually('it is back in the queue', async () => (await queue.getJobCountByTypes('delayed', 'waiting')) === 1);
  expect(await counted()).toBe('0');
  await run('ROLLBACK');
  const [letter] = await eventually('it is kept', async () => {
    const letters = await store.deadLetters.list();
    return letters.length > 0 && letters;
  });
  expect(letter).toMatchObject({ kind: 'job', status: 'waiting', subject: 'broken', reason: 'unreadable' });
  await eventually('it has left the queue', async () => (await queue.getJob('broken')) === undefined);
  expect(await counted()).toBe('1');
  expect(warnings.filter((warning) => warning.includes('kept as a dead letter'))).toHaveLength(1);
});
