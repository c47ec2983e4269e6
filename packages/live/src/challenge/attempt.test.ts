import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { AttemptDecision, ClosedAttempt } from '@otpost/core/live-port';
import { newTestChallenge, openTestLive, type TestLive } from '@otpost/test/servers/open-test-live';
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

const lease = 15_000;
const retryNow: AttemptDecision = { kind: 'retry', delayMilliseconds: 0 };
const limits = { cooldownSeconds: [30], tenMinutes: 5, hour: 10, day: 20 };

async function created(changes: Parameters<typeof newTestChallenge>[0] = {}): Promise<string> {
  const challenge = newTestChallenge(changes);
  await own.live.challenges.create(challenge);
  return challenge.id;
}
const open = (id: string, send = 1) => own.live.challenges.openAttempt(id, send, lease);
const close = (
  id: string,
  attempt: number,
  outcome: ClosedAttempt['outcome'],
  decision: AttemptDecision = retryNow,
  send = 1,
) =>
  own.live.challenges.closeAttempt({
    id,
    send,
    attempt,
    provider: 'prv_a',
    outcome,
    detail: 'said so',
    providerCode: null,
    providerMessageId: null,
    decision,
  });
const read = async (id: string) => await own.live.challenges.read(id);
const deliveryStatus = async (id: string, send = 1) => (await read(id))?.sends[send - 1]?.status;

describe('opening an attempt', () => {
  test('gives the sealed code to exactly one of 50 that ask at once', async () => {
    const id = await created();
    const results = await Promise.all(Array.from({ length: 50 }, () => open(id)));
    const opened = results.filter((result) => result.kind === 'opened');
    expect(opened).toHaveLength(1);
    expect(opened[0]).toMatchObject({ attempt: 1, possibleDuplicate: false, challenge: { id, sealed: 'sealed' } });
    expect(results.filter((result) => result.kind === 'refused' && result.reason === 'sending')).toHaveLength(49);
  });

  test('is refused for an old send, an ended challenge and one that nobody knows', async () => {
    const id = await created();
    own.advance(30_000);
    await own.live.challenges.resend({ id, applicationId: 'app_test', sendLimits: limits });
    expect(await open(id, 1)).toMatchObject({ kind: 'refused', reason: 'superseded' });
    await own.live.challenges.cancel(id, 'app_test');
    expect(await open(id, 2)).toMatchObject({ kind: 'refused', reason: 'ended' });
    expect(await open(newTestChallenge().id)).toMatchObject({ kind: 'refused', reason: 'missing' });
  });

  test('is refused with less than a minute left, and the delivery ends as expired', async () => {
    const id = await created();
    own.advance(541_000);
    expect(await open(id)).toMatchObject({ kind: 'refused', reason: 'expired' });
    expect(await read(id)).toMatchObject({ status: 'pending', sends: [{ status: 'expired', reason: 'too_late' }] });
  });

  test('is refused before a retry is due', async () => {
    const id = await created();
    await open(id);
    const closed = await close(id, 1, 'retry', { kind: 'retry', delayMilliseconds: 8000 });
    expect(closed).toEqual({ status: 'queued', delayMilliseconds: 8000, ring: 1, isStepDue: false });
    expect(await open(id)).toMatchObject({ kind: 'refused', reason: 'early' });
    own.advance(8000);
    expect(await open(id)).toMatchObject({ kind: 'opened', attempt: 2 });
  });
});

describe('closing an attempt', () => {
  test('an accepted one ends the delivery as sent, and nothing more is sent', async () => {
    const id = await created();
    await open(id);
    expect((await close(id, 1, 'accepted')).status).toBe('sent');
    expect(await open(id)).toMatchObject({ kind: 'refused', reason: 'sent' });
    expect((await read(id))?.sends[0]?.attempts).toMatchObject([{ number: 1, provider: 'prv_a', outcome: 'accepted' }]);
  });

  test('after two that may have been taken nothing more is sent', async () => {
    const id = await created();
    await open(id);
    expect((await close(id, 1, 'ambiguous')).status).toBe('queued');
    expect(await open(id)).toMatchObject({ kind: 'opened', attempt: 2, possibleDuplicate: true });
    expect((await close(id, 2, 'ambiguous')).status).toBe('unknown');
    expect(await open(id)).toMatchObject({ kind: 'refused', reason: 'unknown' });
    expect(await read(id)).toMatchObject({
      status: 'pending',
      sends: [{ status: 'unknown', reason: 'possibly_taken' }],
    });
  });

  test('a definite refusal ends the challenge as undeliverable', async () => {
    const id = await created();
    await open(id);
    expect((await close(id, 1, 'permanent', { kind: 'stop', reason: 'refused' })).status).toBe('failed');
    expect(await read(id)).toMatchObject({ status: 'undeliverable', reason: 'refused', sends: [{ status: 'failed' }] });
  });

  test('a refusal after one that may have arrived leaves the challenge open: the user may hold the code', async () => {
    const id = await created();
    await open(id);
    await close(id, 1, 'ambiguous');
    await open(id);
    expect((await close(id, 2, 'permanent', { kind: 'stop', reason: 'refused' })).status).toBe('unknown');
    expect((await read(id))?.status).toBe('pending');
  });

  test('an attempt that was open when the challenge ended is written down and never repeated', async () => {
    const id = await created();
    await open(id);
    await own.live.challenges.cancel(id, 'app_test');
    expect(await deliveryStatus(id)).toBe('sending');
    expect((await close(id, 1, 'failover')).status).toBe('canceled');
    expect(await open(id)).toMatchObject({ kind: 'refused', reason: 'ended' });
  });

  test('an attempt of an earlier send finishes and is not retried', async () => {
    const id = await created();
    await open(id);
    own.advance(30_000 - lease + 1);
    own.advance(lease - 1);
    await own.live.challenges.resend({ id, applicationId: 'app_test', sendLimits: limits });
    expect((await close(id, 1, 'failover')).status).toBe('canceled');
    expect(await deliveryStatus(id, 2)).toBe('queued');
  });

  test('closing twice changes nothing', async () => {
    const id = await created();
    await open(id);
    await close(id, 1, 'accepted');
    expect((await close(id, 1, 'permanent', { kind: 'stop', reason: 'refused' })).status).toBe('sent');
    expect((await read(id))?.status).toBe('pending');
  });
});

describe('a worker that does not come back', () => {
  test('past its lease the attempt may have been taken, and one more is allowed', async () => {
    const id = await created();
    await open(id);
    own.advance(lease);
    expect(await open(id)).toMatchObject({ kind: 'opened', attempt: 2, possibleDuplicate: true });
    own.advance(lease);
    expect(await open(id)).toMatchObject({ kind: 'refused', reason: 'unknown' });
  });

  test('its late news that the message was accepted still counts', async () => {
    const id = await created();
    await open(id);
    own.advance(lease);
    await own.live.challenges.sweep(7, 100);
    expect(await deliveryStatus(id)).toBe('queued');
    expect((await close(id, 1, 'accepted')).status).toBe('sent');
    expect(await open(id)).toMatchObject({ kind: 'refused', reason: 'sent' });
  });

  test('its late news ends the doubt, and the reason for it', async () => {
    const id = await created();
    await open(id);
    own.advance(lease);
    await open(id);
    await close(id, 2, 'ambiguous');
    expect((await read(id))?.sends).toMatchObject([{ status: 'unknown', reason: 'possibly_taken' }]);
    await close(id, 1, 'accepted');
    expect((await read(id))?.sends).toMatchObject([{ status: 'sent', reason: null }]);
  });

  test('its late news leaves the attempt that is open meanwhile under watch', async () => {
    const id = await created();
    await open(id);
    own.advance(lease);
    await open(id);
    await own.live.challenges.cancel(id, 'app_test');
    expect((await close(id, 1, 'accepted')).status).toBe('sending');
    own.advance(lease);
    await own.live.challenges.sweep(7, 100);
    expect(await deliveryStatus(id)).toBe('sent');
  });

  test('its late news that nothing was taken does not: the second one may be on its way', async () => {
    const id = await created();
    await open(id);
    own.advance(lease);
    await open(id);
    expect((await close(id, 1, 'failover')).status).toBe('sending');
  });
});

describe('the news that the first was accepted after all, while the second is open', () => {
  const stop: AttemptDecision = { kind: 'stop', reason: 'refused' };

  async function acceptedBeside(changes: Parameters<typeof created>[0] = {}): Promise<string> {
    const id = await created(changes);
    await open(id);
    own.advance(lease);
    await open(id);
    expect((await close(id, 1, 'accepted')).status).toBe('sending');
    return id;
  }
  const expectSent = async (id: string) => {
    expect(await open(id)).toMatchObject({ kind: 'refused', reason: 'sent' });
    expect(await read(id)).toMatchObject({ status: 'pending', sends: [{ status: 'sent', reason: null }] });
    own.advance(31_000);
    const { rings, steps } = await own.live.challenges.sweep(7, 100);
    expect([rings.some((ring) => ring.id === id), steps.includes(id)]).toEqual([false, false]);
  };

  test.each([
    ['accepted', retryNow],
    ['ambiguous', retryNow],
    ['retry', { kind: 'retry', delayMilliseconds: 2000 }],
    ['failover', retryNow],
    ['config', { kind: 'stop', reason: 'provider_config' }],
    ['permanent', stop],
  ] as const)('makes the send a sent one when the second is closed as %s', async (outcome, decision) => {
    const id = await acceptedBeside({ fallbacks: 1 });
    expect(await close(id, 2, outcome, decision)).toMatchObject({
      status: 'sent',
      delayMilliseconds: 0,
      isStepDue: false,
    });
    await expectSent(id);
  });

  test('counts as well when nobody comes back from the second', async () => {
    const swept = await acceptedBeside();
    own.advance(lease);
    await own.live.challenges.sweep(7, 100);
    await expectSent(swept);
    const opened = await acceptedBeside();
    own.advance(lease);
    await expectSent(opened);
  });

  test('said twice changes nothing', async () => {
    const id = await acceptedBeside();
    expect((await close(id, 1, 'accepted')).status).toBe('sending');
    await close(id, 2, 'failover');
    expect((await close(id, 1, 'accepted')).status).toBe('sent');
    expect((await read(id))?.sends[0]?.attempts).toMatchObject([{ outcome: 'accepted' }, { outcome: 'failover' }]);
  });
});

describe('a locked address', () => {
  test('gets nothing sent, and the challenge ends as undeliverable', async () => {
    const first = newTestChallenge({ failedChecksStop: 1 });
    await own.live.challenges.create(first);
    const wrong = { id: first.id, applicationId: 'app_test', digests: [], request: '', failedChecksStop: 1 };
    await own.live.challenges.check(wrong);
    const second = newTestChallenge({ place: first.place, session: 'other', failedChecksStop: 1 });
    expect((await own.live.challenges.create(second)).kind).toBe('created');
    expect((await read(second.id))?.status).toBe('pending');
    expect((await open(second.id)).kind).toBe('refused');
    expect(await read(second.id)).toMatchObject({ status: 'undeliverable', reason: 'locked' });
  });
});
