import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createRecorder, type Recorder } from '@otpost/core/history/recorder';
import { shardCount } from '@otpost/core/ids';
import { newPlace, newTestChallenge, openTestLive, type TestLive } from '../servers/open-test-live.js';
import { startTestRedis, type TestRedis } from '../servers/start-test-redis.js';
import { openTestStore, type TestStore } from '../settings/open-test-store.js';

/** Delivered, canceled, approved and given up; many more with one kind of end are in history/finished-challenges. */
const first = 500;
const all = 4000;
const atOnce = 500;
const leaseMilliseconds = 15_000;

let redis: TestRedis;
let testLive: TestLive;
let testStore: TestStore;
let recorder: Recorder;

beforeAll(async () => {
  // What is measured is what stays, not whether it would survive a power cut.
  redis = await startTestRedis({ settings: ['--appendfsync', 'no'] });
  testStore = await openTestStore();
  testLive = openTestLive(redis.url);
  recorder = createRecorder({ live: testLive.live, store: testStore.store, name: 'test', onEnded: () => undefined });
}, 30_000);
afterAll(async () => {
  testLive?.close();
  await testStore?.remove();
  await redis?.stop();
});

/** From the creation to one of its ends, by its number. */
async function finishOne(number: number): Promise<void> {
  const { challenges } = testLive.live;
  const challenge = newTestChallenge({ place: newPlace(number % shardCount), maxChecks: 1 });
  const { id } = challenge;
  await challenges.create(challenge);
  if (number % 4 === 0) return void (await challenges.cancel(id, 'app_test'));
  const opened = await challenges.openAttempt(id, 1, leaseMilliseconds);
  if (opened.kind !== 'opened') throw new Error(opened.reason);
  await challenges.closeAttempt({
    id,
    send: 1,
    attempt: opened.attempt,
    provider: 'prv_test',
    outcome: 'accepted',
    detail: '',
    providerCode: null,
    providerMessageId: null,
    decision: { kind: 'stop', reason: '' },
  });
  const digest = number % 4 === 1 ? 'wrong' : 'right';
  const digests = [{ keyId: 'k1', digest }];
  await challenges.check({ id, applicationId: 'app_test', digests, request: '', failedChecksStop: 100 });
}

async function finish(from: number, to: number): Promise<void> {
  for (let number = from; number < to; number += atOnce) {
    const batch = Array.from({ length: Math.min(atOnce, to - number) }, (_, index) => finishOne(number + index));
    await Promise.all(batch);
    while ((await recorder.record()) > 0) {
      // Until nothing waits.
    }
  }
}

async function elementsOf(key: string): Promise<number> {
  const type = await testLive.redis.type(key);
  if (type === 'zset') return await testLive.redis.zcard(key);
  if (type === 'stream') return await testLive.redis.xlen(key);
  return 1;
}

/** Every key without a life limit, with how much is in it. */
async function lastingKeys(): Promise<Record<string, number>> {
  const found: Record<string, number> = {};
  const keys = await testLive.keys('*');
  const times = await Promise.all(keys.map((key) => testLive.redis.pttl(key)));
  for (const key of keys.filter((_, index) => times[index] === -1)) found[key] = await elementsOf(key);
  return found;
}

test(`after ${all} finished challenges Redis holds no more without a life limit than after ${first}`, async () => {
  await finish(0, first);
  const before = await lastingKeys();
  expect(await testLive.redis.dbsize()).toBeGreaterThan(first);
  await finish(first, all);
  expect(await testLive.redis.dbsize()).toBeGreaterThan(all);
  expect(await lastingKeys()).toEqual(before);
  const [last] = await testStore.store.challenges.page({}, { limit: 1 });
  expect(last?.endedAt).not.toBeNull();
}, 180_000);
