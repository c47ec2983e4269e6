import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { type OpenDeliveryBell, openDeliveryBell } from '@otpost/queue/delivery-bell';
import { deliverQueue } from '@otpost/queue/job-catalogue';
import { Queue } from 'bullmq';
import { Redis } from 'ioredis';
import { eventually } from '../servers/eventually.js';
import { connectSink, newApplication, type TestApplication } from '../servers/furnish.js';
import { untilHistoryIsWhole } from '../servers/history-faults.js';
import { type MessageSink, startMessageSink } from '../servers/message-sink.js';
import type { ProductProcess } from '../servers/product-process.js';
import { type House, startHouse } from '../servers/start-house.js';

let sink: MessageSink;
let house: House;
let application: TestApplication;
let worker: ProductProcess;
let redis: Redis;
let queue: Queue;
let bell: OpenDeliveryBell;
let addresses = 0;

beforeAll(async () => {
  sink = await startMessageSink();
  house = await startHouse({
    apis: 1,
    workers: 1,
    environment: { OTPOST_WORKER_CONCURRENCY: '100' },
    furnish: async (made) => {
      await connectSink(made, sink);
      application = await newApplication(made, { lifeSeconds: 60 });
    },
  });
  worker = house.workers.at(0)!;
  redis = new Redis(house.redis.url, { maxRetriesPerRequest: null });
  const { name, prefix } = deliverQueue('email');
  queue = new Queue(name, { connection: redis, prefix, skipVersionCheck: true });
  bell = openDeliveryBell(redis, () => undefined);
}, 60_000);
beforeEach(() => sink.mail.behaveAlways({ kind: 'accept' }));
afterAll(async () => {
  await queue?.close();
  await bell?.close();
  redis?.disconnect();
  await house?.end();
  await sink?.close();
}, 30_000);

async function createMany(count: number): Promise<string[]> {
  const to = (): string => `person-${(addresses += 1)}@example.com`;
  const questions = Array.from({ length: count }, () =>
    application.ask('POST', '/challenges', { channel: 'email', to: to() }),
  );
  const created = await Promise.all(questions);
  expect(new Set(created.map(({ status }) => status))).toEqual(new Set([201]));
  return created.map(({ body }) => body.id);
}

const counts = (ids: readonly string[]): number[] => ids.map((id) => sink.messagesOf(id).length);
const once = (ids: readonly string[]): number[] => ids.map(() => 1);

async function untilSent(ids: readonly string[]): Promise<void> {
  for (const id of ids) {
    await eventually(
      'the delivery is sent',
      async () => {
        const { body } = await application.ask('GET', `/challenges/${id}`);
        return body.delivery.status === 'sent';
      },
      30_000,
    );
  }
}

async function untilQueueIsEmpty(): Promise<void> {
  await eventually(
    'no job is left in any form',
    async () => {
      const jobs = await queue.getJobCounts();
      return Object.values(jobs).every((count) => count === 0);
    },
    30_000,
  );
}

/** The worker has heard from the provider, whatever it could write down. */
async function untilAccepted(): Promise<void> {
  await eventually('the provider has accepted', async () => {
    const text = await (await fetch(worker.metricsUrl())).text();
    return /otpost_deliver[^\n]*outcome="accepted"[^\n]* [1-9]/.test(text);
  });
}

/** What a dead worker had in hand is taken up again when the lease of its attempt is over and a sweep has found that. */
const pickedUpMilliseconds = 20_000;

describe('a worker', () => {
  test('that is killed after the provider took the message and before that is written down: within 20 s at most one more, the same code', async () => {
    let isFirst = true;
    sink.mail.behaveAlways(() => {
      if (isFirst) house.redis.hang();
      isFirst = false;
      return { kind: 'accept' };
    });
    const id = (await createMany(1)).at(0)!;
    await untilAccepted();
    const killedAt = Date.now();
    await worker.kill();
    house.redis.goOn();
    await worker.start();
    await untilSent([id]);
    const messages = sink.messagesOf(id);
    expect(messages).toHaveLength(2);
    expect(messages[1]).toEqual(messages[0]);
    const { body } = await application.ask('GET', `/challenges/${id}`);
    expect(body.sends.at(0)!.attempts.map(({ outcome }) => outcome)).toEqual(['ambiguous', 'accepted']);
    const check = await application.ask('POST', `/challenges/${id}/check`, { code: messages.at(0)!.code });
    expect(check.body).toMatchObject({ valid: true });
    const history = await untilHistoryIsWhole(house.store, [id]);
    const waitedMilliseconds = history.get(id)!.deliveries.at(0)!.attempts.at(1)!.openedAt - killedAt;
    expect(waitedMilliseconds).toBeGreaterThan(0);
    expect(waitedMilliseconds).toBeLessThan(pickedUpMilliseconds);
  }, 60_000);

  test('that is stopped with a hundred under way: none is lost and none is sent twice', async () => {
    sink.mail.behaveAlways({ kind: 'accept', afterMilliseconds: 200 });
    const before = sink.messages().length;
    const ids = await createMany(100);
    await eventually('some are sent', () => sink.messages().length > before + 5);
    expect(await worker.terminate()).toBe(0);
    await worker.start();
    await untilSent(ids);
    expect(counts(ids)).toEqual(once(ids));
  }, 60_000);

  test('whose jobs were deleted: the sweeper rings again, and each is delivered once', async () => {
    await worker.terminate();
    const ids = await createMany(30);
    const jobs = await queue.getJobs(['waiting', 'prioritized']);
    expect(jobs).toHaveLength(30);
    await Promise.all(jobs.filter((_, index) => index % 3 !== 0).map((job) => job.remove()));
    await worker.start();
    await untilSent(ids);
    expect(counts(ids)).toEqual(once(ids));
  }, 60_000);

  test('whose jobs were doubled by hand, before and after: each is delivered once', async () => {
    await worker.terminate();
    const ids = await createMany(10);
    const ringAll = async (ring: number) => {
      const all = ids.map((id) => ({ id, kind: 'code', channel: 'email', send: 1, ring }) as const);
      await Promise.all(all.map((each) => bell.ring(each, { priority: 1, delayMilliseconds: 0 })));
    };
    for (const ring of [901, 902, 903]) await ringAll(ring);
    await worker.start();
    await untilSent(ids);
    await ringAll(904);
    await untilQueueIsEmpty();
    expect(counts(ids)).toEqual(once(ids));
  }, 60_000);

  test('that finds jobs nobody can read drops them, and the others go out', async () => {
    const poison = [
      {},
      { version: 99, kind: 'code' },
      'text',
      null,
      { version: 1, kind: 'code', channel: 'email', id: 'x', send: 1, ring: 0 },
    ];
    for (const data of poison) await queue.add('deliver', data);
    const ids = await createMany(5);
    await untilSent(ids);
    await untilQueueIsEmpty();
    expect(counts(ids)).toEqual(once(ids));
  }, 60_000);

  test('that comes back after the life of all that waited sends nothing, and each has its end', async () => {
    await worker.terminate();
    const ids = await createMany(30);
    await worker.start({ OTPOST_TIME_OFFSET_MILLISECONDS: '61000' });
    const history = await untilHistoryIsWhole(house.store, ids);
    expect(new Set([...history.values()].map(({ challenge }) => challenge.status))).toEqual(new Set(['expired']));
    expect(new Set([...history.values()].map(({ deliveries }) => deliveries.at(0)!.status))).toEqual(
      new Set(['expired']),
    );
    expect(counts(ids)).toEqual(ids.map(() => 0));
    await untilQueueIsEmpty();
  }, 60_000);
});
