import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { openTestLive, type TestLive } from '@otpost/test/servers/open-test-live';
import { startTestRedis, type TestRedis } from '@otpost/test/servers/start-test-redis';
import { runByLease } from './run-by-lease.js';

let redis: TestRedis;
let one: TestLive;
let other: TestLive;
let now = 0;
let runs = 0;

beforeAll(async () => {
  redis = await startTestRedis();
  one = openTestLive(redis.url);
  other = openTestLive(redis.url);
}, 30_000);
afterAll(async () => {
  one?.close();
  other?.close();
  await redis?.stop();
});
beforeEach(async () => {
  await one.flush();
  runs = 0;
});

/** A task that takes so long by the clock that measures it. */
const taking = (milliseconds: number, longestRestMilliseconds?: number) => ({
  name: 'count',
  pauseMilliseconds: 2000,
  ...(longestRestMilliseconds === undefined ? {} : { longestRestMilliseconds }),
  run: async () => {
    runs += 1;
    now += milliseconds;
  },
});
const round = (by: TestLive, task: ReturnType<typeof taking>) => runByLease(by.live, task, () => now);
const heldFor = async (): Promise<number> => (await one.redis.pttl('{otpost}:lease:count')) / 1000;

describe('a task with a lease', () => {
  test('is done by one worker at a time', async () => {
    await Promise.all([round(one, taking(5)), round(other, taking(5))]);
    expect(runs).toBe(1);
  });

  test('is held for its pause, however long it took, when it has no rest', async () => {
    await round(one, taking(60_000));
    expect(await heldFor()).toBeLessThanOrEqual(1.9);
  });

  test('rests for ten times as long as it took, for whichever worker, and no longer than it may', async () => {
    await round(one, taking(1500, 30_000));
    expect(await heldFor()).toBeGreaterThan(10);
    expect(await heldFor()).toBeLessThanOrEqual(14.9);
    await round(other, taking(1500, 30_000));
    expect(runs).toBe(1);
    await one.flush();
    await round(one, taking(60_000, 30_000));
    expect(await heldFor()).toBeGreaterThan(20);
    expect(await heldFor()).toBeLessThanOrEqual(29.9);
  });

  test('that was quick keeps its pause', async () => {
    await round(one, taking(20, 30_000));
    expect(await heldFor()).toBeLessThanOrEqual(1.9);
  });
});
