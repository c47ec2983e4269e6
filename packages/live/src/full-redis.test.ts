import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { newTestChallenge, openTestLive, type TestLive } from '@otpost/test/servers/open-test-live';
import { startTestRedis, type TestRedis } from '@otpost/test/servers/start-test-redis';

let redis: TestRedis;
let own: TestLive;

beforeAll(async () => {
  redis = await startTestRedis({ settings: ['--maxmemory', '40mb'] });
  own = openTestLive(redis.url);
});
afterAll(async () => {
  own.close();
  await redis.stop();
});

async function until(what: () => boolean): Promise<void> {
  while (!what()) await new Promise((resolve) => setTimeout(resolve, 20));
}

async function fillUpTo(megabytes: number): Promise<void> {
  for (let i = 0; i < megabytes; i += 1) await own.redis.set(`ballast-${i}`, 'x'.repeat(1024 * 1024));
}

const check = (id: string, digest: string) =>
  own.live.challenges.check({
    id,
    applicationId: 'app_test',
    digests: [{ keyId: 'k1', digest }],
    request: 'r',
    failedChecksStop: 100,
  });

describe('a Redis that fills up', () => {
  test('above three quarters says so, and says so no more when there is room again', async () => {
    expect(own.live.isFull()).toBe(false);
    await fillUpTo(26);
    await until(() => own.live.isFull());
    await own.redis.flushall();
    await until(() => !own.live.isFull());
  });

  test('when it is full: nothing new begins, all that began goes on to its end', async () => {
    const [checked, canceled, delivered, overdue] = [1, 2, 3, 4].map(() => newTestChallenge());
    if (!checked || !canceled || !delivered || !overdue) throw new Error('four expected');
    for (const challenge of [checked, canceled, delivered, overdue]) await own.live.challenges.create(challenge);
    await own.redis.config('SET', 'maxmemory', '1mb');

    const full = { code: 'unavailable', details: { dependency: 'redis' } };
    await expect(own.live.challenges.create(newTestChallenge())).rejects.toMatchObject(full);
    await expect(own.live.limits.use('app_test', [])).rejects.toMatchObject(full);

    expect(await check(checked.id, 'wrong')).toMatchObject({ valid: false });
    expect(await own.live.challenges.cancel(canceled.id, 'app_test')).toEqual({ kind: 'canceled' });
    expect(await own.live.challenges.openAttempt(delivered.id, 1, 15_000)).toMatchObject({ kind: 'opened' });
    const closed = await own.live.challenges.closeAttempt({
      id: delivered.id,
      send: 1,
      attempt: 1,
      provider: 'prv_a',
      outcome: 'accepted',
      detail: '',
      providerCode: null,
      providerMessageId: null,
      decision: { kind: 'stop', reason: '' },
    });
    expect(closed.status).toBe('sent');
    own.advance(600_000);
    await own.live.challenges.sweep(7, 100);
    expect((await own.live.challenges.read(overdue.id))?.status).toBe('expired');
    const events = await own.live.events.take(7, 'recorder', '', 100);
    expect(events.length).toBeGreaterThan(8);
    await own.live.events.trim(7, events === 'leased' ? '' : (events.at(-1)?.position ?? ''));
  });
});
