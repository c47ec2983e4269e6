import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createRecorder } from '@otpost/core/history/recorder';
import { shardCount } from '@otpost/core/ids';
import { newPlace, newTestChallenge, openTestLive, type TestLive } from '../servers/open-test-live.js';
import { startTestRedis, type TestRedis } from '../servers/start-test-redis.js';
import { openTestStore, type TestStore } from '../settings/open-test-store.js';

/** Nothing here is about what a crash leaves, so the disk is left out to be quick. */
const inMemory = ['--appendonly', 'no', '--save', ''];
const inFlight = 200;

let redis: TestRedis;
let own: TestLive;
let house: TestStore;

beforeAll(async () => {
  redis = await startTestRedis({ settings: inMemory });
  own = openTestLive(redis.url);
  house = await openTestStore();
});
afterAll(async () => {
  own.close();
  await house.remove();
  await redis.stop();
});

async function oneLife(index: number): Promise<void> {
  const challenge = newTestChallenge({ place: newPlace(index % shardCount) });
  await own.live.challenges.create(challenge);
  const digests = [{ keyId: 'k1', digest: 'right' }];
  await own.live.challenges.check({
    id: challenge.id,
    applicationId: 'app_test',
    digests,
    request: '',
    failedChecksStop: 100,
  });
}

async function finish(count: number): Promise<void> {
  let next = 0;
  const live = async (): Promise<void> => {
    while (next < count) {
      next += 1;
      await oneLife(next);
    }
  };
  await Promise.all(Array.from({ length: inFlight }, live));
  const recorder = createRecorder({ live: own.live, store: house.store, name: 'test', onEnded: () => undefined });
  while ((await recorder.record()) > 0);
  await recorder.release();
}

/** Keys that only a command of ours would remove, with what they hold. */
async function lastingKeys(): Promise<{ keys: number; bytes: number }> {
  const count = `local keys, bytes = 0, 0
    for _, key in ipairs(redis.call('KEYS', '*')) do
      if redis.call('TTL', key) == -1 then
        keys = keys + 1
        bytes = bytes + redis.call('MEMORY', 'USAGE', key, 'SAMPLES', 0)
      end
    end
    return { keys, bytes }`;
  const [keys = 0, bytes = 0] = (await own.redis.eval(count, 0)) as number[];
  return { keys, bytes };
}

test('10,000 finished challenges leave no key without a life, and nothing that grows with them', async () => {
  await finish(1000);
  const few = await lastingKeys();
  await finish(9000);
  const many = await lastingKeys();
  // One stream of events for each shard, empty but for its own bookkeeping.
  expect(few.keys).toBeLessThanOrEqual(shardCount);
  expect(many.keys).toBeLessThanOrEqual(shardCount);
  expect(many.bytes).toBeLessThanOrEqual(few.bytes * 1.1);
}, 240_000);
