import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { startTestRedis, type TestRedis } from '@otpost/test/servers/start-test-redis';
import { Queue, Worker } from 'bullmq';
import { Redis } from 'ioredis';
import { type OpenDeliveryBell, openDeliveryBell } from './delivery-bell.js';
import { deliverQueue } from './job-catalogue.js';

let server: TestRedis;
let producer: Redis;
let bell: OpenDeliveryBell;
let raw: Queue;

beforeAll(async () => {
  server = await startTestRedis();
});
beforeEach(async () => {
  producer = new Redis(server.url, { maxRetriesPerRequest: null });
  await producer.flushall();
  bell = openDeliveryBell(producer, () => undefined);
  const { prefix, name } = deliverQueue('email');
  raw = new Queue(name, { connection: producer, prefix });
});
afterEach(async () => {
  await Promise.all([raw.close(), bell.close()]);
  producer.disconnect();
});
afterAll(async () => await server.stop());

const oldest = () => bell.oldestWaitingAt('email');

async function ringAt(id: string, priority: number, delayMilliseconds = 0): Promise<void> {
  const ring = { id, kind: 'code', channel: 'email', send: 1, ring: 0 } as const;
  await bell.ring(ring, { priority, delayMilliseconds });
  const rungAt = Date.now();
  while (Date.now() === rungAt) await new Promise((resolve) => setTimeout(resolve, 1));
}

test('is told, not the next: a burst overtakes the end of the one before', async () => {
  expect(await oldest()).toBeUndefined();
  await ringAt('ch_last_of_burst', 9);
  const since = await oldest();
  for (const [id, priority] of [
    ['ch_first_of_next', 1],
    ['ch_second_of_next', 2],
    ['ch_later_at_nine', 9],
    ['ch_last_of_all', 400],
  ] as const) {
    await ringAt(id, priority);
    expect(await oldest()).toBe(since);
  }
  await raw.remove('ch_last_of_burst-1-0');
  const next = await raw.getJob('ch_first_of_next-1-0');
  expect(await oldest()).toBe(next?.timestamp);
});

test('that was put off waits since then, not since it was made', async () => {
  await ringAt('ch_put_off', 1);
  const consumer = new Worker(raw.name, null, { connection: producer, prefix: raw.opts.prefix ?? '' });
  const job = await consumer.getNextJob('token');
  const takenAt = job.processedOn!;
  expect(takenAt).toBeGreaterThan(job.timestamp);
  await job.moveToDelayed(Date.now() + 60_000, 'token');
  await (await raw.getJob('ch_put_off-1-0'))?.promote();
  expect(await oldest()).toBe(takenAt);
  await consumer.close();
});

test('waits since it may be taken, and not at all before that', async () => {
  await ringAt('ch_later', 1, 60_000);
  expect(await oldest()).toBeUndefined();
  const job = await raw.getJob('ch_later-1-0');
  await job?.promote();
  expect(await oldest()).toBe((job?.timestamp ?? 0) + 60_000);
});
