import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Ring } from '@otpost/core/live-port';
import { startTestRedis, type TestRedis } from '@otpost/test/servers/start-test-redis';
import { Queue } from 'bullmq';
import { Redis } from 'ioredis';
import { type OpenDeliveryBell, openDeliveryBell } from './delivery-bell.js';
import { type DeliveryConsumer, type LookAgain, startDeliveryConsumer } from './delivery-consumer.js';
import { type DeliverJob, deliverQueue } from './job-catalogue.js';

let server: TestRedis;
let producer: Redis;
let bell: OpenDeliveryBell;
let consumers: { consumer: DeliveryConsumer; connection: Redis }[] = [];
const errors: Error[] = [];

beforeAll(async () => {
  server = await startTestRedis();
});
beforeEach(async () => {
  producer = new Redis(server.url);
  await producer.flushall();
  bell = openDeliveryBell(producer, (error) => errors.push(error));
});
afterEach(async () => {
  for (const { consumer, connection } of consumers) {
    await consumer.close();
    connection.disconnect();
  }
  consumers = [];
  await bell.close();
  producer.disconnect();
});
afterAll(async () => await server.stop());

const ring = (changes: Partial<Ring> = {}): Ring => ({
  id: 'ch_07abc',
  kind: 'code',
  channel: 'email',
  send: 1,
  ring: 0,
  ...changes,
});
const first = { priority: 1, delayMilliseconds: 0 };

async function until(what: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await what())) await new Promise((resolve) => setTimeout(resolve, 10));
}

interface Heard {
  readonly jobs: DeliverJob[];
  readonly poison: string[];
}

interface Work {
  readonly process: (job: DeliverJob) => Promise<LookAgain | undefined>;
  readonly keep: (jobId: string) => Promise<void>;
}

function listen(concurrency: number, { process, keep }: Partial<Work> = {}): Heard {
  const connection = new Redis(server.url, { maxRetriesPerRequest: null });
  const heard: Heard = { jobs: [], poison: [] };
  const consumer = startDeliveryConsumer({
    connection,
    channel: 'email',
    concurrency,
    process: async (job) => {
      heard.jobs.push(job);
      return await process?.(job);
    },
    onError: (error) => errors.push(error),
    onPoison: async (jobId) => {
      heard.poison.push(jobId);
      await keep?.(jobId);
    },
  });
  consumers.push({ consumer, connection });
  return heard;
}

describe('the delivery queue', () => {
  test('hands a ring to one worker, and keeps nothing of it', async () => {
    const [one, two] = [listen(5), listen(5)];
    for (let send = 1; send <= 20; send += 1) await bell.ring(ring({ send }), first);
    await until(() => one.jobs.length + two.jobs.length === 20);
    await until(async () => (await bell.waiting('email')) === 0);
    const { prefix, name } = deliverQueue('email');
    await until(async () => (await producer.keys(`${prefix}:${name}:ch_*`)).length === 0);
    expect([...one.jobs, ...two.jobs].map(({ send }) => send).toSorted((a, b) => a - b)).toEqual(
      Array.from({ length: 20 }, (_, index) => index + 1),
    );
  });

  test('a job names the delivery and nothing else', async () => {
    await bell.ring(ring(), first);
    const { prefix, name } = deliverQueue('email');
    const stored = await producer.hgetall(`${prefix}:${name}:ch_07abc-1-0`);
    expect(JSON.parse(stored['data'] ?? '')).toEqual({
      version: 1,
      kind: 'code',
      channel: 'email',
      id: 'ch_07abc',
      send: 1,
      ring: 0,
    });
  });

  test('ringing twice with one number is one job; the next number is another', async () => {
    await bell.ring(ring(), first);
    await bell.ring(ring(), first);
    await bell.ring(ring({ ring: 1 }), first);
    expect(await bell.waiting('email')).toBe(2);
  });

  test('tells which rings it does not hold: those under way are held, those worked off are not', async () => {
    const rings = [ring(), ring({ ring: 1 }), ring({ channel: 'sms' })];
    expect(await bell.unheldOf(rings)).toEqual(rings);
    await bell.ring(ring(), first);
    await bell.ring(ring({ channel: 'sms' }), { priority: 1, delayMilliseconds: 60_000 });
    expect(await bell.unheldOf(rings)).toEqual([ring({ ring: 1 })]);
    let finish: (() => void) | undefined;
    const heard = listen(1, { process: () => new Promise((resolve) => (finish = () => resolve(undefined))) });
    await until(() => heard.jobs.length === 1);
    expect(await bell.unheldOf(rings)).toEqual([ring({ ring: 1 })]);
    finish?.();
    await until(async () => (await bell.unheldOf([ring()])).length === 1);
  });

  test('what is to be looked at again waits for its time and comes again, under its own name', async () => {
    let looks = 0;
    const process = async (): Promise<LookAgain | undefined> => {
      looks += 1;
      return looks < 3 ? { againMilliseconds: 200 } : undefined;
    };
    const heard = listen(1, { process });
    await bell.ring(ring(), first);
    await until(async () => (await bell.look('email')).waitingForTry === 1);
    expect(await bell.unheldOf([ring()])).toEqual([]);
    await until(() => heard.jobs.length === 3);
    await until(async () => (await bell.waiting('email')) === 0);
    expect(new Set(heard.jobs.map(({ ring: name }) => name))).toEqual(new Set([0]));
  });

  test('what is left of a job that stands in no queue swallows no ring', async () => {
    const { prefix, name } = deliverQueue('email');
    await bell.ring(ring(), first);
    await producer.zrem(`${prefix}:${name}:prioritized`, 'ch_07abc-1-0');
    expect(await bell.unheldOf([ring()])).toEqual([ring()]);
    await bell.ring(ring(), first);
    expect(await bell.waiting('email')).toBe(1);
  });

  test('a burst of one application waits behind the first ring of another', async () => {
    for (let number = 1; number <= 10; number += 1) {
      await bell.ring(ring({ id: `ch_burst${number}` }), { priority: number, delayMilliseconds: 0 });
    }
    await bell.ring(ring({ id: 'ch_other' }), first);
    const heard = listen(1);
    await until(() => heard.jobs.length === 11);
    expect(heard.jobs.map(({ id }) => id).indexOf('ch_other')).toBe(1);
  });

  test('a delayed ring waits; its channel alone hears it', async () => {
    const heard = listen(5);
    await bell.ring(ring({ id: 'ch_later' }), { priority: 1, delayMilliseconds: 2000 });
    await bell.ring(ring({ id: 'ch_now' }), first);
    await bell.ring(ring({ id: 'ch_sms', channel: 'sms' }), first);
    await until(() => heard.jobs.length === 2);
    expect(heard.jobs.map(({ id }) => id)).toEqual(['ch_now', 'ch_later']);
    expect(await bell.waiting('sms')).toBe(1);
    expect(await bell.oldestWaitingAt('sms')).toBeLessThanOrEqual(Date.now());
    expect(await bell.oldestWaitingAt('email')).toBeUndefined();
  });

  test('a job that cannot be read is dropped, and the others go on', async () => {
    const { prefix, name } = deliverQueue('email');
    const raw = new Queue(name, { connection: producer, prefix });
    for (const data of [{}, { version: 99 }, 'text', { version: 1, kind: 'code', id: 'x'.repeat(1000) }]) {
      await raw.add('deliver', data);
    }
    await bell.ring(ring(), first);
    const heard = listen(1);
    await until(() => heard.jobs.length === 1 && heard.poison.length === 4);
    await until(async () => (await bell.waiting('email')) === 0);
    const counts = await raw.getJobCounts('failed', 'completed');
    expect(counts).toEqual({ failed: 0, completed: 0 });
    await raw.close();
  });

  test('jobs that cannot be read come again until they are kept, and meanwhile take one place of the worker', async () => {
    const { prefix, name } = deliverQueue('email');
    const raw = new Queue(name, { connection: producer, prefix });
    let giveUp: ((error: Error) => void) | undefined;
    const kept = new Set<string>();
    const keep = async (jobId: string) => {
      if (!giveUp) await new Promise<void>((_, reject) => (giveUp = reject));
      kept.add(jobId);
    };
    for (const jobId of ['bad-1', 'bad-2', 'bad-3']) await raw.add('deliver', {}, { jobId });
    const heard = listen(2, { keep });
    await until(() => giveUp !== undefined);
    await bell.ring(ring(), first);
    await until(() => heard.jobs.length === 1);
    expect(heard.poison).toHaveLength(1);
    giveUp?.(new Error('The store is away'));
    await until(() => kept.size === 3);
    await until(async () => (await bell.waiting('email')) === 0);
    await raw.close();
  });

  test('during an upgrade: a field of the next release is left out, its own shape is left to its own workers', async () => {
    const { prefix, name } = deliverQueue('email');
    const raw = new Queue(name, { connection: producer, prefix });
    const { version: _version, ...job } = {
      version: 1,
      kind: 'code',
      channel: 'email',
      id: 'ch_next',
      send: 1,
      ring: 0,
    };
    await raw.add('deliver', { ...job, version: 1, hint: 'new' });
    await raw.add('deliver', { version: 2, delivery: 'ch_next-1' }, { jobId: 'newer' });
    const heard = listen(1);
    await until(() => heard.jobs.length === 1);
    await until(async () => (await raw.getDelayedCount()) === 1);
    expect(heard.jobs).toEqual([{ version: 1, ...job }]);
    expect(heard.poison).toEqual([]);
    expect((await raw.getJob('newer'))?.data).toEqual({ version: 2, delivery: 'ch_next-1' });
    await raw.close();
  });

  test('a paused consumer takes nothing until it is resumed', async () => {
    const heard = listen(1);
    consumers[0]?.consumer.pause();
    await bell.ring(ring(), first);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(heard.jobs).toEqual([]);
    consumers[0]?.consumer.resume();
    await until(() => heard.jobs.length === 1);
  });

  test('a processor that throws fails no job and stops nobody', async () => {
    errors.length = 0;
    const process = async (job: DeliverJob): Promise<undefined> => {
      if (job.id === 'ch_bad') throw new Error('Redis is away');
    };
    const heard = listen(1, { process });
    await bell.ring(ring({ id: 'ch_bad' }), first);
    await bell.ring(ring({ id: 'ch_good' }), { priority: 2, delayMilliseconds: 0 });
    await until(() => heard.jobs.length === 2);
    expect(errors.map(({ message }) => message)).toEqual(['Redis is away']);
  });
});

test('a look from outside tells what may be taken, what waits for its time, and how many workers take', async () => {
  await bell.ring(ring({ id: 'ch_now' }), first);
  await bell.ring(ring({ id: 'ch_later' }), { priority: 1, delayMilliseconds: 60_000 });
  // Redis may still know the connections of the test before.
  await until(async () => (await bell.workers('email')) === 0);
  expect(await bell.look('email')).toEqual({ waiting: 1, waitingForTry: 1, workers: 0 });
  listen(1);
  listen(1);
  await until(async () => (await bell.workers('email')) === 2);
  expect(await bell.workers('sms')).toBe(0);
});

test('workers are not told where the user of Redis may list no connections', async () => {
  await producer.acl('SETUSER', 'narrow', 'on', '>word', '~*', '&*', '+@all', '-client');
  const address = new URL(server.url);
  address.username = 'narrow';
  address.password = 'word';
  const narrow = new Redis(address.href);
  const narrowBell = openDeliveryBell(narrow, () => undefined);
  expect(await narrowBell.look('email')).toMatchObject({ waiting: 0, workers: undefined });
  await narrowBell.close();
  narrow.disconnect();
});
