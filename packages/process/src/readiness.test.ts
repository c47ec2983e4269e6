import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openTestStore, type TestStore } from '@otpost/test/settings/open-test-store';
import { Redis } from 'ioredis';
import { readReadiness, readRedisWarnings } from './readiness.js';
import { startTestRedis, type TestRedis } from './start-test-redis.js';

let server: TestRedis;
let redis: Redis;
let testStore: TestStore;

beforeAll(async () => {
  server = await startTestRedis('--appendonly yes --appendfsync always --maxmemory-policy noeviction');
  redis = new Redis(server.url);
  testStore = await openTestStore();
});
afterAll(async () => {
  redis?.disconnect();
  await server?.stop();
  await testStore?.remove();
});

const readAt = (offsetMilliseconds: number) =>
  readReadiness({ redis, store: testStore.store, acceptWeakRedis: false, now: () => Date.now() + offsetMilliseconds });

test.each([-5000, 5000])('a process whose clock is %d ms from that of Redis is not ready', async (offset) => {
  expect(await readAt(offset)).toEqual({
    problems: [expect.stringMatching(/^The clocks of this machine and of Redis differ by [4-9] s$/)],
    degraded: [],
  });
});

test('a process whose clock agrees is ready', async () => {
  expect(await readAt(0)).toEqual({ problems: [], degraded: [] });
});

test('what works and should not stay so is a warning with its mend', async () => {
  await redis.config('SET', 'appendfsync', 'everysec');
  const warnings = await readRedisWarnings({ redis, acceptWeakRedis: false });
  await redis.config('SET', 'appendfsync', 'always');
  expect(warnings).toContainEqual(expect.stringMatching(/appendfsync everysec.*Set appendfsync always/));
});
