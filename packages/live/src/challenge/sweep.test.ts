import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { LiveEvent } from '@otpost/core/live-event-port';
import { newPlace, newTestChallenge, openTestLive, type TestLive } from '@otpost/test/servers/open-test-live';
import { type LiveRedis, startLiveRedis } from '@otpost/test/servers/start-live-redis';

let redis: LiveRedis;
let own: TestLive;
const shard = 7;

beforeAll(async () => {
  redis = await startLiveRedis();
});
beforeEach(async () => {
  own?.close();
  own = openTestLive(redis.url);
  await own.flush();
});
afterAll(async () => {
  own.close();
  await redis.stop();
});

const sweep = () => own.live.challenges.sweep(shard, 100);
async function created(changes: Parameters<typeof newTestChallenge>[0] = {}): Promise<string> {
  const challenge = newTestChallenge(changes);
  await own.live.challenges.create(challenge);
  return challenge.id;
}
async function events(): Promise<readonly LiveEvent[]> {
  const taken = await own.live.events.take(shard, 'test', '', 1000);
  if (taken === 'leased') throw new Error('leased');
  return taken;
}
const eventsOf = async (id: string) => (await events()).filter((event) => event.id === id);

describe('sweep', () => {
  test('rings again for what nobody took, less and less often', async () => {
    const id = await created();
    expect((await sweep()).rings).toEqual([]);
    own.advance(4000);
    expect((await sweep()).rings).toEqual([{ id, kind: 'code', channel: 'email', send: 1, ring: 0 }]);
    own.advance(4000);
    expect((await sweep()).rings).toEqual([]);
    own.advance(4000);
    expect((await sweep()).rings).toHaveLength(1);
  });

  test('repeats the name of a ring for as long as it waits, so that a backlog is not made longer', async () => {
    await created();
    const names: number[] = [];
    for (const seconds of [4, 8, 16, 32, 60, 60, 60]) {
      own.advance(seconds * 1000);
      names.push(...(await sweep()).rings.map(({ ring }) => ring));
    }
    expect(names).toEqual([0, 0, 0, 0, 0, 0, 0]);
  });

  test('ends what is over, once, with an event', async () => {
    const id = await created();
    own.advance(600_000);
    await sweep();
    await sweep();
    expect(await own.live.challenges.read(id)).toMatchObject({ status: 'expired', sends: [{ status: 'expired' }] });
    const ends = (await eventsOf(id)).filter((event) => event.type === 'challenge_ended');
    expect(ends).toHaveLength(1);
    expect(await own.redis.zcard(`{s07}:watch`)).toBe(0);
  });

  test('closes the attempt of a lost worker and rings for the one more that is allowed', async () => {
    const id = await created();
    await own.live.challenges.openAttempt(id, 1, 15_000);
    own.advance(15_000);
    expect((await sweep()).rings).toMatchObject([{ id, send: 1 }]);
    const attempts = (await own.live.challenges.read(id))?.sends[0]?.attempts;
    expect(attempts).toMatchObject([{ outcome: 'ambiguous', provider: null }]);
  });

  test('settles an attempt that was open when its challenge was approved', async () => {
    const id = await created();
    await own.live.challenges.openAttempt(id, 1, 15_000);
    const digests = [{ keyId: 'k1', digest: 'right' }];
    await own.live.challenges.check({ id, applicationId: 'app_test', digests, request: '', failedChecksStop: 100 });
    own.advance(15_000);
    await sweep();
    expect(await own.live.challenges.read(id)).toMatchObject({ status: 'approved', sends: [{ status: 'unknown' }] });
    expect(await own.redis.zcard(`{s07}:watch`)).toBe(0);
  });

  test('settles an earlier send whose worker was lost while a later one was asked for', async () => {
    const place = newPlace(shard);
    const limits = { cooldownSeconds: [1], tenMinutes: 5, hour: 10, day: 20 };
    const id = await created({ place, sendLimits: limits });
    await own.live.challenges.openAttempt(id, 1, 15_000);
    own.advance(1000);
    await own.live.challenges.resend({ id, applicationId: 'app_test', sendLimits: limits });
    own.advance(4000);
    await sweep();
    expect((await own.live.challenges.read(id))?.sends).toMatchObject([{ status: 'sending' }, { status: 'queued' }]);
    own.advance(10_000);
    await sweep();
    expect((await own.live.challenges.read(id))?.sends).toMatchObject([{ status: 'unknown' }, { status: 'queued' }]);
  });

  test('settles it also when the challenge was approved while the later one went out', async () => {
    const limits = { cooldownSeconds: [1], tenMinutes: 5, hour: 10, day: 20 };
    const id = await created({ sendLimits: limits });
    await own.live.challenges.openAttempt(id, 1, 15_000);
    own.advance(1000);
    await own.live.challenges.resend({ id, applicationId: 'app_test', sendLimits: limits });
    await own.live.challenges.openAttempt(id, 2, 15_000);
    const digests = [{ keyId: 'k1', digest: 'right' }];
    await own.live.challenges.check({ id, applicationId: 'app_test', digests, request: '', failedChecksStop: 100 });
    await own.live.challenges.closeAttempt({
      id,
      send: 2,
      attempt: 1,
      provider: 'prv_a',
      outcome: 'accepted',
      detail: '',
      providerCode: null,
      providerMessageId: null,
      decision: { kind: 'stop', reason: '' },
    });
    await sweep();
    own.advance(14_000);
    await sweep();
    expect((await own.live.challenges.read(id))?.sends).toMatchObject([{ status: 'unknown' }, { status: 'sent' }]);
    expect(await own.redis.zcard(`{s07}:watch`)).toBe(0);
  });

  test('rings soon again for a delivery whose attempt was lost, when nobody hears the first ring either', async () => {
    const id = await created();
    for (const milliseconds of [4000, 8000, 16_000]) {
      own.advance(milliseconds);
      expect((await sweep()).rings).toHaveLength(1);
    }
    await own.live.challenges.openAttempt(id, 1, 15_000);
    own.advance(15_000);
    expect((await sweep()).rings).toHaveLength(1);
    own.advance(8000);
    expect((await sweep()).rings).toHaveLength(1);
  });

  test('gives an end even to what outlived its keys', async () => {
    const id = await created();
    await own.redis.del(`{s07}:${id}`);
    own.advance(700_000);
    await sweep();
    await sweep();
    const ends = (await eventsOf(id)).filter((event) => event.type === 'challenge_ended');
    expect(ends).toMatchObject([{ data: { status: 'expired', reason: 'swept_late' } }]);
  });

  test('looks at a bounded number at a time', async () => {
    for (let i = 0; i < 5; i += 1) await created();
    own.advance(4000);
    expect((await own.live.challenges.sweep(shard, 3)).rings).toHaveLength(3);
    expect((await own.live.challenges.sweep(shard, 3)).rings).toHaveLength(2);
  });
});

describe('events', () => {
  test('are numbered without a gap, in the order of what happened', async () => {
    const id = await created();
    await own.live.challenges.openAttempt(id, 1, 15_000);
    const check = (digest: string) =>
      own.live.challenges.check({
        id,
        applicationId: 'app_test',
        digests: [{ keyId: 'k1', digest }],
        request: '',
        failedChecksStop: 100,
      });
    await check('wrong');
    await check('right');
    const list = await eventsOf(id);
    expect(list.map((event) => event.type)).toEqual(['created', 'attempt_opened', 'check_failed', 'challenge_ended']);
    expect(list.map((event) => event.number)).toEqual([1, 2, 3, 4]);
  });

  test('belong to one recorder at a time, until it gives its lease back', async () => {
    await created();
    expect(await own.live.events.take(shard, 'first', '', 10)).toHaveLength(1);
    expect(await own.live.events.take(shard, 'second', '', 10)).toBe('leased');
    await own.live.events.release(shard, 'second');
    expect(await own.live.events.take(shard, 'second', '', 10)).toBe('leased');
    await own.live.events.release(shard, 'first');
    expect(await own.live.events.take(shard, 'second', '', 10)).toHaveLength(1);
  });

  test('are read after a place and trimmed up to it, no further', async () => {
    await created();
    await created();
    const [first, second] = await events();
    if (!first || !second) throw new Error('two events expected');
    expect(await own.live.events.take(shard, 'test', first.position, 10)).toMatchObject([{ id: second.id }]);
    await own.live.events.trim(shard, first.position);
    expect((await events()).map((event) => event.id)).toEqual([second.id]);
  });

  test('hold no code', async () => {
    const id = await created({ sealed: 'THE-SEALED-CODE', digest: 'THE-DIGEST' });
    await own.live.challenges.openAttempt(id, 1, 15_000);
    expect(JSON.stringify(await events())).not.toMatch(/THE-SEALED-CODE|THE-DIGEST/);
  });
});

describe('the life of keys', () => {
  test('every key of a finished challenge goes by itself', async () => {
    const id = await created();
    await own.live.challenges.cancel(id, 'app_test');
    const taken = await events();
    await own.live.events.trim(shard, taken.at(-1)?.position ?? '');
    for (const key of await own.keys('*')) {
      // One that goes meanwhile answers -2.
      expect((await own.redis.pttl(key)) === -1).toBe(key.endsWith(':events'));
    }
  });
});
