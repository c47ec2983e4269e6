import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { SentCodeResult } from '@otpost/core/live-port';
import { newPlace, newTestChallenge, openTestLive, type TestLive } from '@otpost/test/servers/open-test-live';
import { type LiveRedis, startLiveRedis } from '@otpost/test/servers/start-live-redis';

let redis: LiveRedis;
let processes: TestLive[];

beforeAll(async () => {
  redis = await startLiveRedis();
  processes = [1, 2, 3].map(() => openTestLive(redis.url));
});

afterAll(async () => {
  for (const one of processes) one.close();
  await redis.stop();
});

function live(index = 0) {
  const one = processes[index % processes.length];
  if (!one) throw new Error('No process');
  return one.live;
}

function check(
  id: string,
  digest: string,
  options: { process?: number; request?: string } = {},
): Promise<SentCodeResult> {
  return live(options.process).challenges.check({
    id,
    applicationId: 'app_test',
    digests: [{ keyId: 'k1', digest }],
    request: options.request ?? '',
    failedChecksStop: 100,
  });
}

async function created(changes: Parameters<typeof newTestChallenge>[0] = {}): Promise<string> {
  const challenge = newTestChallenge(changes);
  await live().challenges.create(challenge);
  return challenge.id;
}

const many = Array.from({ length: 100 }, (_, index) => index);
const validOnes = (results: readonly SentCodeResult[]) =>
  results.filter((result) => result.kind === 'checked' && result.valid);

describe('check', () => {
  test('200 times: of 100 parallel right codes over three processes exactly one is approved', async () => {
    for (let round = 0; round < 200; round += 1) {
      const id = await created();
      const results = await Promise.all(many.map((index) => check(id, 'right', { process: index })));
      expect(validOnes(results)).toHaveLength(1);
      expect(results.filter((result) => result.kind === 'ended')).toHaveLength(99);
    }
  }, 120_000);

  test('of 100 parallel wrong codes exactly 5 are evaluated', async () => {
    const id = await created();
    const results = await Promise.all(many.map((index) => check(id, 'wrong', { process: index })));
    expect(results.filter((result) => result.kind === 'checked')).toHaveLength(5);
    expect(results.filter((result) => result.kind === 'ended' && result.status === 'max_checks_reached')).toHaveLength(
      95,
    );
  });

  test('the sixth check is refused even with the right code', async () => {
    const id = await created();
    for (let i = 0; i < 5; i += 1) await check(id, 'wrong');
    expect(await check(id, 'right')).toEqual({ kind: 'ended', status: 'max_checks_reached' });
  });

  test('a digest of another key is wrong', async () => {
    const id = await created({ keyId: 'k2' });
    expect(await check(id, 'right')).toMatchObject({ kind: 'checked', valid: false, checksLeft: 4 });
  });

  test('another application finds nothing and uses up no check', async () => {
    const id = await created({ applicationId: 'app_other' });
    expect(await check(id, 'right')).toEqual({ kind: 'missing' });
  });

  test('a repeated request gets the same answer and costs no second check', async () => {
    const id = await created();
    const first = await check(id, 'wrong', { request: 'r1' });
    expect(await check(id, 'wrong', { request: 'r1' })).toEqual(first);
    expect(await check(id, 'wrong', { request: 'r2' })).toMatchObject({ checksLeft: 3 });
    const approved = await check(id, 'right', { request: 'r3' });
    expect(approved).toMatchObject({ valid: true, status: 'approved' });
    expect(await check(id, 'right', { request: 'r3' })).toEqual(approved);
    expect(await check(id, 'right', { request: 'r4' })).toEqual({ kind: 'ended', status: 'approved' });
  });
});

describe('time', () => {
  test('a code is right until its last millisecond and never after', async () => {
    const process = openTestLive(redis.url);
    const early = newTestChallenge();
    const late = newTestChallenge();
    await process.live.challenges.create(early);
    await process.live.challenges.create(late);
    process.advance(595_000);
    const input = {
      applicationId: 'app_test',
      digests: [{ keyId: 'k1', digest: 'right' }],
      request: '',
      failedChecksStop: 100,
    };
    expect(await process.live.challenges.check({ id: early.id, ...input })).toMatchObject({ valid: true });
    process.advance(5000);
    expect(await process.live.challenges.check({ id: late.id, ...input })).toEqual({
      kind: 'ended',
      status: 'expired',
    });
    process.close();
  });
});

describe('failed checks of one address', () => {
  test('from the tenth on they wait longer and longer, stop at 100 even for the right code, and a release ends that', async () => {
    const process = openTestLive(redis.url);
    const { live: own } = process;
    const place = newPlace();
    const unlimited = { place, sendLimits: null };
    const input = { applicationId: 'app_test', request: '', failedChecksStop: 100 };
    let failures = 0;
    let waited = 0;
    while (failures < 100) {
      const challenge = newTestChallenge({ ...unlimited, lifeMilliseconds: 600_000 });
      await own.challenges.create(challenge);
      for (let i = 0; i < 5 && failures < 100; i += 1) {
        const wrong = { id: challenge.id, digests: [{ keyId: 'k1', digest: 'wrong' }], ...input };
        let result = await own.challenges.check(wrong);
        if (result.kind === 'limited') {
          expect(result.limit).toBe('failed_checks');
          waited += 1;
          process.advance(result.retryAfterMilliseconds);
          result = await own.challenges.check(wrong);
        }
        if (result.kind === 'ended') break;
        expect(result).toMatchObject({ kind: 'checked', valid: false });
        failures += 1;
      }
    }
    expect(waited).toBeGreaterThanOrEqual(90);
    process.advance(48 * 3_600_000);
    const last = newTestChallenge(unlimited);
    await own.challenges.create(last);
    const right = { id: last.id, digests: [{ keyId: 'k1', digest: 'right' }], ...input };
    expect(await own.challenges.check(right)).toEqual({
      kind: 'limited',
      limit: 'failed_checks',
      retryAfterMilliseconds: 0,
    });
    await own.limits.releaseAddress(place);
    expect(await own.challenges.check(right)).toMatchObject({ valid: true });
    process.close();
  });

  test('a right code forgets them', async () => {
    const place = newPlace();
    const first = await created({ place });
    for (let i = 0; i < 4; i += 1) await check(first, 'wrong');
    expect((await live().limits.readAddress(place)).failedChecks).toBe(4);
    await check(first, 'right');
    expect((await live().limits.readAddress(place)).failedChecks).toBe(0);
  });
});

describe('a Redis that lost everything', () => {
  test('gives no new guesses: the old challenge is gone', async () => {
    const id = await created();
    for (let i = 0; i < 4; i += 1) await check(id, 'wrong');
    await processes[0]?.flush();
    expect(await check(id, 'right')).toEqual({ kind: 'missing' });
  });
});
