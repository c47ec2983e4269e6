import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { openTestLive, type TestLive } from '@otpost/test/servers/open-test-live';
import { type LiveRedis, startLiveRedis } from '@otpost/test/servers/start-live-redis';
import { createWindowLeases } from './window-leases.js';

let redis: LiveRedis;
let own: TestLive;

beforeAll(async () => {
  redis = await startLiveRedis();
  own = openTestLive(redis.url);
});
afterAll(async () => {
  own.close();
  await redis.stop();
});

const hourly = (subject: string, limit: number) => ({ name: 'ip_hour', subject, limit, windowMilliseconds: 3_600_000 });

describe('windows', () => {
  test('of 1,000 concurrent uses against a limit of 100 exactly 100 pass', async () => {
    const results = await Promise.all(
      Array.from({ length: 1000 }, () => own.live.limits.use('app_a', [hourly('one', 100)])),
    );
    expect(results.filter((result) => result.kind === 'used')).toHaveLength(100);
    expect(results.find((result) => result.kind === 'limited')).toMatchObject({ limit: 'ip_hour' });
  });

  test('a limit of the whole application, drawn on in lots by three processes, is never exceeded and hardly missed', async () => {
    const windowsBegun = async () => Math.floor((await own.live.now()) / 10_000);
    const before = await windowsBegun();
    const processes = [own, openTestLive(redis.url), openTestLive(redis.url)];
    const window = { name: 'application_second', subject: '', limit: 200, windowMilliseconds: 60_000 };
    const results = await Promise.all(
      Array.from({ length: 1000 }, (_, index) => processes[index % 3]?.live.limits.use('app_leased', [window])),
    );
    const used = results.filter((result) => result?.kind === 'used');
    expect(used.length).toBeLessThanOrEqual(200);
    expect(used.length).toBeGreaterThanOrEqual(200 - 3 * 4);
    const bursts = used.map((result) => (result?.kind === 'used' ? result.burst : 0));
    // Numbers begin anew every ten seconds, which may be in the midst of it.
    const timesOf = (burst: number): number => bursts.filter((other) => other === burst).length;
    expect(Math.max(...bursts.map(timesOf))).toBeLessThanOrEqual((await windowsBegun()) - before + 1);
    for (const one of processes.slice(1)) one.close();
  });

  test('an application that asks seldom is numbered by what it asks, however much it may', async () => {
    let time = 0;
    const leases = createWindowLeases({ redis: own.redis, timeOffsetMilliseconds: 0 }, () => time);
    const window = { name: 'application_second', subject: '', limit: 100_000, windowMilliseconds: 60_000 };
    const bursts: number[] = [];
    for (let asked = 0; asked < 20; asked += 1) {
      const used = await leases.use('app_seldom', [window]);
      bursts.push(used.kind === 'used' ? used.burst : 0);
      time += 250;
    }
    expect(Math.max(...bursts)).toBeLessThanOrEqual(40);
  });

  test('a full window counts nothing in the others', async () => {
    const windows = [hourly('roomy', 10), hourly('narrow', 1)];
    await own.live.limits.use('app_b', windows);
    for (let i = 0; i < 5; i += 1) expect((await own.live.limits.use('app_b', windows)).kind).toBe('limited');
    for (let i = 0; i < 9; i += 1) {
      expect((await own.live.limits.use('app_b', [hourly('roomy', 10)])).kind).toBe('used');
    }
    expect((await own.live.limits.use('app_b', [hourly('roomy', 10)])).kind).toBe('limited');
  });

  test('applications do not share them', async () => {
    await own.live.limits.use('app_c', [hourly('x', 1)]);
    expect((await own.live.limits.use('app_d', [hourly('x', 1)])).kind).toBe('used');
  });

  test('waiting as long as told makes room', async () => {
    const moved = openTestLive(redis.url);
    for (let i = 0; i < 20; i += 1) await moved.live.limits.use('app_e', [hourly('y', 20)]);
    for (let i = 0; i < 30; i += 1) {
      let result = await moved.live.limits.use('app_e', [hourly('y', 20)]);
      for (let waits = 0; result.kind === 'limited' && waits < 2; waits += 1) {
        moved.advance(result.retryAfterMilliseconds);
        result = await moved.live.limits.use('app_e', [hourly('y', 20)]);
      }
      expect(result.kind).toBe('used');
    }
    moved.close();
  });

  test('the burst number counts the uses of the current ten seconds', async () => {
    const moved = openTestLive(redis.url);
    const burst = async () => {
      const result = await moved.live.limits.use('app_f', []);
      return result.kind === 'used' ? result.burst : 0;
    };
    const first = await burst();
    expect(first).toBe(1);
    moved.advance(10_000);
    expect(await burst()).toBe(1);
    moved.close();
  });

  test('every counter goes by itself', async () => {
    for (const key of await own.keys('{a:*')) expect(await own.redis.pttl(key)).not.toBe(-1);
  });
});

describe('idempotency', () => {
  const { begin, finish, abandon } = {
    begin: (key: string, body: string, id: string) => own.live.idempotency.begin(key, body, id),
    finish: (key: string, status: number, answer: string) => own.live.idempotency.finish(key, status, answer),
    abandon: (key: string) => own.live.idempotency.abandon(key),
  };

  test('of 50 parallel requests with one key exactly one does the work', async () => {
    const results = await Promise.all(Array.from({ length: 50 }, (_, index) => begin('k1', 'body', `id${index}`)));
    expect(results.filter((result) => result.kind === 'new')).toHaveLength(1);
    expect(results.filter((result) => result.kind === 'in_flight')).toHaveLength(49);
  });

  test('a finished one is replayed, another body is a mismatch, an abandoned one is new', async () => {
    await begin('k2', 'body', 'first');
    await finish('k2', 201, '{"a":1}');
    expect(await begin('k2', 'body', 'second')).toMatchObject({
      kind: 'done',
      id: 'first',
      status: 201,
      answer: '{"a":1}',
    });
    expect(await begin('k2', 'other', 'third')).toEqual({ kind: 'mismatch' });
    await begin('k3', 'body', 'first');
    await abandon('k3');
    expect(await begin('k3', 'body', 'second')).toEqual({ kind: 'new', id: 'second' });
  });

  test('one whose process died is taken again under its first id', async () => {
    const moved = openTestLive(redis.url);
    await moved.live.idempotency.begin('k4', 'body', 'first');
    moved.advance(10_000);
    expect(await moved.live.idempotency.begin('k4', 'body', 'second')).toEqual({ kind: 'retake', id: 'first' });
    moved.close();
  });

  test('one whose process died is taken again though the clock was set back by an hour', async () => {
    const moved = openTestLive(redis.url);
    await moved.live.idempotency.begin('k5', 'body', 'first');
    moved.advance(-3_600_000);
    expect(await moved.live.idempotency.begin('k5', 'body', 'second')).toEqual({ kind: 'retake', id: 'first' });
    expect(await moved.live.idempotency.begin('k5', 'body', 'third')).toEqual({ kind: 'in_flight' });
    moved.close();
  });
});
