import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { FallbackStep } from '@otpost/core/live-fallback-port';
import type { AttemptDecision, ClosedAttempt } from '@otpost/core/live-port';
import { newPlace, newTestChallenge, openTestLive, type TestLive } from '@otpost/test/servers/open-test-live';
import { type LiveRedis, startLiveRedis } from '@otpost/test/servers/start-live-redis';

let redis: LiveRedis;
let own: TestLive;

beforeAll(async () => {
  redis = await startLiveRedis();
});
beforeEach(() => {
  own?.close();
  own = openTestLive(redis.url);
});
afterAll(async () => {
  own.close();
  await redis.stop();
});

const applicationId = 'app_test';
const stop: AttemptDecision = { kind: 'stop', reason: 'refused' };
const second = newPlace(23);
const sendLimits = { cooldownSeconds: [30], tenMinutes: 5, hour: 10, day: 20 };

async function created(changes: Parameters<typeof newTestChallenge>[0] = {}): Promise<string> {
  const challenge = newTestChallenge({ fallbacks: 1, ...changes });
  await own.live.challenges.create(challenge);
  return challenge.id;
}
async function sent(id: string, changes: Partial<ClosedAttempt> = {}, send = 1) {
  const opened = await own.live.challenges.openAttempt(id, send, 15_000);
  if (opened.kind !== 'opened') throw new Error(opened.reason);
  const result = { provider: 'prv_a', detail: 'said so', providerCode: null, providerMessageId: null, decision: stop };
  return await own.live.challenges.closeAttempt({
    id,
    send,
    attempt: opened.attempt,
    outcome: 'permanent',
    ...result,
    ...changes,
  });
}
const accepted = { outcome: 'accepted', awaitsReceipt: true } as const;
const stepOf = (id: string): FallbackStep => ({
  id,
  step: 0,
  cooldownSeconds: [30],
  target: {
    kind: 'send',
    channel: 'sms',
    place: second,
    addressMasked: '+49*****78',
    addressSealed: 'sealed-number',
    country: 'DE',
  },
});
const fallBack = (id: string, from = own) => from.live.challenges.fallBack(stepOf(id));
const read = async (id: string) => await own.live.challenges.read(id);
const check = (id: string, digest: string) =>
  own.live.challenges.check({
    id,
    applicationId,
    digests: [{ keyId: 'k1', digest }],
    request: '',
    failedChecksStop: 100,
  });
async function stepsOfSweep(shard = 7): Promise<readonly string[]> {
  return (await own.live.challenges.sweep(shard, 100)).steps;
}

describe('the next channel', () => {
  test('is due at once when the first refuses for good, and is used by one of 30 that try over three connections', async () => {
    const id = await created();
    expect(await sent(id)).toMatchObject({ status: 'failed', isStepDue: true });
    expect(await read(id)).toMatchObject({ status: 'pending' });
    const others = [own, openTestLive(redis.url), openTestLive(redis.url)];
    const results = await Promise.all(others.flatMap((other) => Array.from({ length: 10 }, () => fallBack(id, other))));
    expect(results.filter(({ kind }) => kind === 'queued')).toEqual([{ kind: 'queued', send: 2 }]);
    for (const other of others.slice(1)) other.close();
    expect(await read(id)).toMatchObject({
      channel: 'email',
      via: 'sms',
      send: 2,
      sends: [
        { number: 1, status: 'failed', via: null },
        { number: 2, status: 'queued', via: { channel: 'sms', addressMasked: '+49*****78', country: 'DE' } },
      ],
    });
    expect(await own.live.challenges.openAttempt(id, 2, 15_000)).toMatchObject({
      kind: 'opened',
      challenge: { channel: 'sms', country: 'DE', sealed: 'sealed' },
    });
  });

  test('is due when no receipt came within 30 seconds, by the watch alone', async () => {
    const id = await created();
    expect(await sent(id, accepted)).toMatchObject({ status: 'sent', isStepDue: false });
    own.advance(20_000);
    expect(await stepsOfSweep()).not.toContain(id);
    expect(await fallBack(id)).toEqual({ kind: 'refused' });
    own.advance(10_000);
    expect(await stepsOfSweep()).toContain(id);
    // Whoever was told died: it is told again.
    own.advance(4000);
    expect(await stepsOfSweep()).toContain(id);
    expect(await fallBack(id)).toEqual({ kind: 'queued', send: 2 });
    own.advance(4000);
    const swept = await own.live.challenges.sweep(7, 100);
    expect(swept.rings).toContainEqual({ id, kind: 'code', channel: 'sms', send: 2, ring: 0 });
  });

  test('never by time for a provider that gives no receipts, nor without a fallback, nor after the approval', async () => {
    const silent = await created();
    await sent(silent, { outcome: 'accepted' });
    const alone = await created({ fallbacks: 0 });
    await sent(alone, accepted);
    const approved = await created();
    await sent(approved, accepted);
    await check(approved, 'right');
    own.advance(60_000);
    const steps = await stepsOfSweep();
    for (const id of [silent, alone, approved]) {
      expect(steps).not.toContain(id);
      expect(await fallBack(id)).toEqual({ kind: 'refused' });
    }
  });

  test('is due at once when nobody can say whether the first arrived, and no receipt will', async () => {
    const id = await created();
    const ambiguous = { outcome: 'ambiguous', decision: { kind: 'retry', delayMilliseconds: 0 } } as const;
    expect(await sent(id, ambiguous)).toMatchObject({ status: 'queued', isStepDue: false });
    expect(await sent(id, ambiguous)).toMatchObject({ status: 'unknown', isStepDue: true });
    expect(await fallBack(id)).toEqual({ kind: 'queued', send: 2 });
  });

  test('that is passed over ends a challenge which nobody got, and leaves the others', async () => {
    const target = { kind: 'skip', reason: 'address_hour' } as const;
    const nobody = await created();
    await sent(nobody);
    expect(await own.live.challenges.fallBack({ ...stepOf(nobody), target })).toEqual({
      kind: 'skipped',
      isNextDue: false,
    });
    expect(await read(nobody)).toMatchObject({ status: 'undeliverable', reason: 'refused' });
    const perhaps = await created();
    await sent(perhaps, accepted);
    own.advance(30_000);
    await own.live.challenges.fallBack({ ...stepOf(perhaps), target });
    expect(await read(perhaps)).toMatchObject({ status: 'pending', sends: [{ status: 'sent' }] });
  });

  test('that fails too ends the challenge', async () => {
    const id = await created();
    await sent(id);
    await fallBack(id);
    expect(await sent(id, {}, 2)).toMatchObject({ status: 'failed', isStepDue: false });
    expect(await read(id)).toMatchObject({ status: 'undeliverable' });
  });

  test('is left again by a create that joins, and a resend goes by it only when its address was asked', async () => {
    const place = newPlace();
    const id = await created({ place });
    await sent(id);
    await fallBack(id);
    await sent(id, { outcome: 'accepted' }, 2);
    own.advance(60_000);
    expect(await own.live.challenges.resend({ id, applicationId, sendLimits })).toEqual({ kind: 'moved' });
    expect(await own.live.challenges.resend({ id, applicationId, sendLimits, via: 'sms' })).toMatchObject({ send: 3 });
    expect((await read(id))?.sends.at(2)).toMatchObject({ via: { channel: 'sms' } });
    own.advance(60_000);
    const joined = await own.live.challenges.create(newTestChallenge({ place, fallbacks: 1 }));
    expect(joined).toMatchObject({ kind: 'joined', id, send: 4, resent: true });
    expect(await read(id)).toMatchObject({ via: null, send: 4 });
    expect((await read(id))?.sends.at(3)).toMatchObject({ via: null });
  });
});

describe('the limits of the second address', () => {
  test('are counted once for one name, by however many', async () => {
    const place = newPlace(31);
    const reserve = (name: string) => own.live.limits.reserveSend(place, { name, sendLimits, failedChecksStop: 100 });
    await Promise.all(Array.from({ length: 20 }, () => reserve('ch_1-2')));
    expect((await own.live.limits.readAddress(place)).sendsAt).toHaveLength(1);
    for (const name of ['ch_2-2', 'ch_3-2', 'ch_4-2', 'ch_5-2'])
      expect(await reserve(name)).toEqual({ kind: 'reserved' });
    expect(await reserve('ch_6-2')).toMatchObject({ kind: 'limited', limit: 'address_ten_minutes' });
  });

  test('count wrong checks, and a locked one gets nothing', async () => {
    const id = await created();
    await sent(id);
    await fallBack(id);
    expect(await check(id, 'wrong')).toMatchObject({
      valid: false,
      reached: { shard: 23, addressHash: second.addressHash },
    });
    for (let count = 0; count < 100; count += 1) await own.live.limits.countFailure(second, 100);
    expect(await own.live.limits.readAddress(second)).toMatchObject({ failedChecks: 100 });
    const name = 'ch_9-2';
    expect(await own.live.limits.reserveSend(second, { name, sendLimits, failedChecksStop: 100 })).toEqual({
      kind: 'locked',
    });
  });
});
