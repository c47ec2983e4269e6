import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { newLiveId } from '@otpost/core/ids';
import type { NewUserChallenge } from '@otpost/core/live-user-port';
import { openTestLive, type TestLive } from '@otpost/test/servers/open-test-live';
import { type LiveRedis, startLiveRedis } from '@otpost/test/servers/start-live-redis';

let server: LiveRedis;
let own: TestLive;
beforeAll(async () => {
  server = await startLiveRedis();
  own = openTestLive(server.url);
});
afterAll(async () => {
  own.close();
  await server.stop();
});

const minute = 60_000;

async function create(fields: Partial<NewUserChallenge> = {}): Promise<string> {
  const id = newLiveId('ch', 7, randomBytes);
  const result = await own.live.userChallenges.create({
    id,
    applicationId: 'app_test',
    userId: 'usr_test',
    channel: 'totp',
    purpose: 'proof',
    factorId: null,
    sealed: 'sealed',
    metadataSealed: null,
    bindingSealed: null,
    lifeMilliseconds: 10 * minute,
    maxChecks: 5,
    ...fields,
  });
  expect(result.kind).toBe('created');
  return id;
}

const answerOf = (id: string, request = '') => ({ id, applicationId: 'app_test', request });
const approve = (id: string, by = 'fct_1') => own.live.userChallenges.approve({ ...answerOf(id), by });
const spend = (id: string, fields = {}) =>
  own.live.userChallenges.spendProof({
    id,
    applicationId: 'app_test',
    userId: 'usr_test',
    longestAgeMilliseconds: 5 * minute,
    ...fields,
  });

describe('a challenge that sends nothing', () => {
  test('stands beside others of its user, owes no delivery, and is told as it was made', async () => {
    const [first, second] = [await create(), await create({ channel: 'any' })];
    expect(await own.live.challenges.read(first)).toMatchObject({ status: 'pending', channel: 'totp', sends: [] });
    expect(await own.live.challenges.read(second)).toMatchObject({ userId: 'usr_test', channel: 'any', checks: 0 });
    expect(await own.live.challenges.openAttempt(first, 1, 1000)).toMatchObject({ kind: 'refused' });
  });

  test('of 100 right answers at once one approves', async () => {
    const id = await create();
    const results = await Promise.all(Array.from({ length: 100 }, () => approve(id)));
    expect(results.filter(({ kind }) => kind === 'checked')).toHaveLength(1);
    expect(await own.live.challenges.read(id)).toMatchObject({ status: 'approved', approvedBy: 'fct_1' });
  });

  test('of 100 wrong answers at once five are counted, and a right one comes too late', async () => {
    const id = await create();
    const results = await Promise.all(
      Array.from({ length: 100 }, () => own.live.userChallenges.countWrong(answerOf(id))),
    );
    expect(results.filter(({ kind }) => kind === 'checked')).toHaveLength(5);
    expect(await approve(id)).toEqual({ kind: 'ended', status: 'max_checks_reached' });
  });

  test('a repeated request costs no second check', async () => {
    const id = await create();
    const once = await own.live.userChallenges.countWrong(answerOf(id, 'r1'));
    expect(await own.live.userChallenges.countWrong(answerOf(id, 'r1'))).toEqual(once);
    expect(await own.live.challenges.read(id)).toMatchObject({ checks: 1 });
  });

  test('is not there for another application, and over when its time is', async () => {
    const id = await create();
    const foreign = { ...answerOf(id), applicationId: 'app_other' };
    expect(await own.live.userChallenges.countWrong(foreign)).toEqual({ kind: 'missing' });
    own.advance(10 * minute);
    expect(await approve(id)).toEqual({ kind: 'ended', status: 'expired' });
  });

  test('counts nothing when digits are checked as if they had been sent', async () => {
    const id = await create();
    const digests = [{ keyId: 'k1', digest: 'right' }];
    const sent = { ...answerOf(id), digests, failedChecksStop: 100 };
    const result = await own.live.challenges.check(sent);
    if (result.kind !== 'outside') throw new Error('It was compared');
    expect(result.asked.challenge).toMatchObject({ id: sent.id, status: 'pending', channel: 'totp' });
    expect(await own.live.challenges.read(id)).toMatchObject(result.asked.challenge);
    expect(await own.live.challenges.check({ ...sent, applicationId: 'app_other' })).toEqual({ kind: 'missing' });
    expect(await own.live.challenges.read(id)).toMatchObject({ checks: 0, status: 'pending' });
  });

  test('is ended by the sweeper when nobody answers', async () => {
    const id = await create();
    own.advance(10 * minute);
    await own.live.challenges.sweep(7, 100);
    expect(await own.live.challenges.read(id)).toMatchObject({ status: 'expired' });
  });
});

describe('a proof', () => {
  test('is spent once, of 50 at once', async () => {
    const id = await create();
    await approve(id, 'recovery_code');
    const results = await Promise.all(Array.from({ length: 50 }, () => spend(id)));
    expect(results.filter(({ kind }) => kind === 'spent')).toEqual([{ kind: 'spent', by: 'recovery_code' }]);
  });

  test('is refused while pending, for another user or application, for another purpose, and after five minutes', async () => {
    const pending = await create();
    expect(await spend(pending)).toEqual({ kind: 'refused' });
    const id = await create();
    await approve(id);
    expect(await spend(id, { userId: 'usr_other' })).toEqual({ kind: 'refused' });
    expect(await spend(id, { applicationId: 'app_other' })).toEqual({ kind: 'refused' });
    own.advance(5 * minute + 1);
    expect(await spend(id)).toEqual({ kind: 'refused' });
    // When a clock is set back, a proof does not live the longer for it.
    own.advance(-66 * minute);
    expect(await spend(id)).toEqual({ kind: 'refused' });
    own.advance(61 * minute);
    expect(await spend(id)).toEqual({ kind: 'spent', by: 'fct_1' });
    const signIn = await create({ purpose: 'sign-in' });
    await approve(signIn);
    expect(await spend(signIn)).toEqual({ kind: 'refused' });
  });
});
