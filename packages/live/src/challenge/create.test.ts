import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { NewLiveChallenge } from '@otpost/core/live-port';
import { newPlace, newTestChallenge, openTestLive, type TestLive } from '@otpost/test/servers/open-test-live';
import { type LiveRedis, startLiveRedis } from '@otpost/test/servers/start-live-redis';

let redis: LiveRedis;
let process: TestLive;
let own: TestLive;

beforeEach(() => {
  own = openTestLive(redis.url);
});
afterEach(() => own.close());
beforeAll(async () => {
  redis = await startLiveRedis();
  process = openTestLive(redis.url);
});

afterAll(async () => {
  process.close();
  await redis.stop();
});

const challenges = () => process.live.challenges;
const statusOf = async (id: string) => (await challenges().read(id))?.status;
const limits = { cooldownSeconds: [30, 60, 120, 300], tenMinutes: 5, hour: 10, day: 20 };

describe('create', () => {
  test('50 parallel creates for one address make one pending challenge', async () => {
    const place = newPlace();
    const attempts = Array.from({ length: 50 }, () => newTestChallenge({ place }));
    const results = await Promise.all(attempts.map((challenge) => challenges().create(challenge)));
    const made = attempts.filter((_, index) => results[index]?.kind === 'created');
    expect(made).toHaveLength(1);
    const joined = results.filter((result) => result.kind === 'joined');
    expect(joined).toHaveLength(49);
    for (const result of joined) expect(result).toMatchObject({ id: made[0]?.id, resent: false });
    expect(await challenges().findPending(place, 'email', 'sign-in')).toBe(made[0]?.id);
  });

  test('the same id twice is the same challenge', async () => {
    const challenge = newTestChallenge();
    expect((await challenges().create(challenge)).kind).toBe('created');
    expect(await challenges().create(challenge)).toEqual({ kind: 'exists' });
  });

  test('another session cancels the old challenge and takes its place', async () => {
    const place = newPlace();
    const old = newTestChallenge({ place, session: 'a' });
    const next = newTestChallenge({ place, session: 'b' });
    await challenges().create(old);
    expect((await challenges().create(next)).kind).toBe('created');
    const canceled = await challenges().read(old.id);
    expect(canceled).toMatchObject({ status: 'canceled', reason: 'superseded', sends: [{ status: 'canceled' }] });
    expect(await challenges().findPending(place, 'email', 'sign-in')).toBe(next.id);
  });

  test('channel, purpose and application each have a pending challenge of their own', async () => {
    const place = newPlace();
    const kinds: Partial<NewLiveChallenge>[] = [{}, { channel: 'sms' }, { purpose: 'payment' }];
    for (const kind of kinds)
      expect((await challenges().create(newTestChallenge({ place, ...kind }))).kind).toBe('created');
  });

  test('after the cool-down a join counts as a resend, inside it nothing is sent', async () => {
    const place = newPlace();
    const first = newTestChallenge({ place });
    const again = () => own.live.challenges.create(newTestChallenge({ place }));
    await own.live.challenges.create(first);
    own.advance(20_000);
    expect(await again()).toEqual({ kind: 'joined', id: first.id, send: 1, resent: false });
    own.advance(10_000);
    expect(await again()).toEqual({ kind: 'joined', id: first.id, send: 2, resent: true });
    own.advance(50_000);
    expect(await again()).toMatchObject({ send: 2, resent: false });
    own.advance(10_000);
    expect(await again()).toMatchObject({ send: 3, resent: true });
  });

  test('an expired challenge makes room for a new one', async () => {
    const place = newPlace();
    const old = newTestChallenge({ place });
    await own.live.challenges.create(old);
    own.advance(600_000);
    expect((await own.live.challenges.create(newTestChallenge({ place }))).kind).toBe('created');
    expect(await statusOf(old.id)).toBe('expired');
  });
});

describe('sends to one address', () => {
  test('5 in ten minutes, 10 in an hour, 20 in a day, whatever session or purpose the caller names', async () => {
    const place = newPlace();
    let session = 0;
    const send = () => {
      session += 1;
      const changes = { place, session: `s${session}`, purpose: session % 2 ? 'sign-in' : 'payment' };
      return own.live.challenges.create(newTestChallenge(changes));
    };
    const refusals: string[] = [];
    let sent = 0;
    let elapsed = 0;
    while (elapsed < 23 * 3_600_000) {
      const result = await send();
      if (result.kind === 'created') sent += 1;
      if (result.kind !== 'limited') continue;
      refusals.push(`${result.limit} after ${sent}`);
      own.advance(result.retryAfterMilliseconds);
      elapsed += result.retryAfterMilliseconds;
    }
    expect(refusals[0]).toBe('address_ten_minutes after 5');
    expect(refusals.find((refusal) => refusal.startsWith('address_hour'))).toBe('address_hour after 10');
    expect(refusals.find((refusal) => refusal.startsWith('address_day'))).toBe('address_day after 20');
    expect(sent).toBe(20);
  });

  test('50 parallel sends of different sessions never exceed the window', async () => {
    const place = newPlace();
    const attempts = Array.from({ length: 50 }, (_, index) => newTestChallenge({ place, session: `s${index}` }));
    const results = await Promise.all(attempts.map((challenge) => challenges().create(challenge)));
    expect(results.filter((result) => result.kind === 'created')).toHaveLength(5);
    expect(results.filter((result) => result.kind === 'limited')).toHaveLength(45);
    const statuses = await Promise.all(attempts.map((challenge) => statusOf(challenge.id)));
    expect(statuses.filter((status) => status === 'pending')).toHaveLength(1);
  });
});

describe('resend', () => {
  const input = { applicationId: 'app_test', sendLimits: limits };

  test('waits for the cool-down, never extends the life and never resets the checks', async () => {
    const challenge = newTestChallenge();
    const made = await own.live.challenges.create(challenge);
    await own.live.challenges.check({
      id: challenge.id,
      applicationId: 'app_test',
      digests: [],
      request: '',
      failedChecksStop: 100,
    });
    const early = await own.live.challenges.resend({ id: challenge.id, ...input });
    expect(early).toMatchObject({ kind: 'limited', limit: 'cooldown' });
    own.advance(30_000);
    expect(await own.live.challenges.resend({ id: challenge.id, ...input })).toEqual({ kind: 'resent', send: 2 });
    const resent = await own.live.challenges.read(challenge.id);
    expect(resent?.expiresAt).toBe(made.kind === 'created' ? made.expiresAt : undefined);
    expect(resent).toMatchObject({ checks: 1, send: 2, sends: [{ status: 'canceled' }, { status: 'queued' }] });
  });

  test('with a new code the old one is wrong', async () => {
    const challenge = newTestChallenge();
    await own.live.challenges.create(challenge);
    own.advance(30_000);
    const newCode = { keyId: 'k1', digest: 'newer', sealed: 'newer-sealed' };
    await own.live.challenges.resend({ id: challenge.id, ...input, newCode });
    const check = (digest: string) =>
      own.live.challenges.check({
        id: challenge.id,
        applicationId: 'app_test',
        digests: [{ keyId: 'k1', digest }],
        request: '',
        failedChecksStop: 100,
      });
    expect(await check('right')).toMatchObject({ valid: false });
    expect(await check('newer')).toMatchObject({ valid: true });
  });

  test('is refused when too little life is left, after the end, and for another application', async () => {
    const challenge = newTestChallenge();
    await own.live.challenges.create(challenge);
    expect(await own.live.challenges.resend({ ...input, id: challenge.id, applicationId: 'x' })).toEqual({
      kind: 'missing',
    });
    own.advance(541_000);
    expect(await own.live.challenges.resend({ id: challenge.id, ...input })).toEqual({ kind: 'too_late' });
    expect(await own.live.challenges.cancel(challenge.id, 'app_test')).toEqual({ kind: 'canceled' });
    const ended = { kind: 'ended', status: 'canceled' };
    expect(await own.live.challenges.resend({ id: challenge.id, ...input })).toEqual(ended);
    expect(await own.live.challenges.cancel(challenge.id, 'app_test')).toEqual(ended);
  });
});
