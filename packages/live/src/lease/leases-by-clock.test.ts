import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openTestLive, type TestLive } from '@otpost/test/servers/open-test-live';
import { startTestRedis, type TestRedis } from '@otpost/test/servers/start-test-redis';

const hour = 3_600_000;

let redis: TestRedis;
let own: TestLive;
beforeAll(async () => {
  redis = await startTestRedis();
  own = openTestLive(redis.url);
});
afterAll(async () => {
  own?.close();
  await redis?.stop();
});

/** What a key has left when the clock of Redis is set back by an hour. */
const setBack = async (key: string): Promise<number> =>
  await own.redis.pexpire(key, hour + (await own.redis.pttl(key)));

describe('when the clock of Redis was set back by an hour', () => {
  test('a task of one worker at a time is not left undone until it has caught up', async () => {
    expect(await own.live.takeLease('purge', 59_900)).toBe(true);
    expect(await own.live.takeLease('purge', 59_900)).toBe(false);
    await setBack('{otpost}:lease:purge');
    const taken = await Promise.all([1, 2, 3].map(() => own.live.takeLease('purge', 59_900)));
    expect(taken.filter(Boolean)).toHaveLength(1);
    expect(await own.redis.pttl('{otpost}:lease:purge')).toBeLessThanOrEqual(59_900);
  });

  test('a shard whose recorder died is taken over', async () => {
    const take = (recorder: string) => own.live.events.take(7, recorder, '', 10);
    expect([await take('one'), await take('other')]).toEqual([[], 'leased']);
    await setBack('{s07}:recorder');
    expect([await take('other'), await take('one')]).toEqual([[], 'leased']);
  });

  test('a recorder that lives keeps its shard, for as long as before', async () => {
    const take = (recorder: string) => own.live.events.take(8, recorder, '', 10);
    await take('one');
    await setBack('{s08}:recorder');
    expect([await take('one'), await take('other')]).toEqual([[], 'leased']);
    expect(await own.redis.pttl('{s08}:recorder')).toBeLessThanOrEqual(10_000);
  });
});
