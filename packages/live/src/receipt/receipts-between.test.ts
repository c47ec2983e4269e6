import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { ClosedAttempt } from '@otpost/core/live-port';
import type { LiveReceipt } from '@otpost/core/live-receipt-port';
import { newTestChallenge, openTestLive, type TestLive } from '@otpost/test/servers/open-test-live';
import { type LiveRedis, startLiveRedis } from '@otpost/test/servers/start-live-redis';

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

const sendLimits = { cooldownSeconds: [30], tenMinutes: 5, hour: 10, day: 20 };

const retry = { kind: 'retry', delayMilliseconds: 0 } as const;
const open = (id: string) => own.live.challenges.openAttempt(id, 1, 15_000);
const close = (id: string, attempt: number, changes: Partial<ClosedAttempt> = {}) =>
  own.live.challenges.closeAttempt({
    id,
    send: 1,
    attempt,
    provider: attempt === 1 ? 'prv_a' : 'prv_b',
    outcome: 'accepted',
    detail: 'said so',
    providerCode: null,
    providerMessageId: 'SM1',
    awaitsReceipt: true,
    decision: { kind: 'stop', reason: 'refused' },
    ...changes,
  });
/** The first provider gave no clear answer, and the second is being asked. */
async function askedTwice(changes: Parameters<typeof newTestChallenge>[0] = {}): Promise<string> {
  const challenge = newTestChallenge(changes);
  await own.live.challenges.create(challenge);
  await open(challenge.id);
  await close(challenge.id, 1, { outcome: 'ambiguous', decision: retry });
  await open(challenge.id);
  return challenge.id;
}
const told = (id: string, status: LiveReceipt['receipt']['status'], changes: Partial<LiveReceipt> = {}) =>
  own.live.receipts.record({ id, send: 1, attempt: 1, receipt: { provider: 'prv_a', status }, ...changes });
const read = async (id: string) => await own.live.challenges.read(id);

/** What was told since the second was opened. */
async function eventsSince(id: string) {
  const entries = await own.redis.xrange('{s07}:events', '-', '+');
  const events = entries.filter(([, fields]) => fields[1] === id).map(([, fields]) => fields);
  return events.slice(4).map((fields) => {
    const { attempt, delivery } = JSON.parse(String(fields[9])) as { attempt?: number; delivery?: string };
    return [fields[5], attempt, delivery];
  });
}
async function expectNothingMore(id: string): Promise<void> {
  expect(await open(id)).toMatchObject({ kind: 'refused' });
  own.advance(31_000);
  const { rings, steps } = await own.live.challenges.sweep(7, 1000);
  expect([steps.includes(id), rings.some((ring) => ring.id === id)]).toEqual([false, false]);
}

describe('a receipt of the first handover, while the second is open', () => {
  test.each([
    ['accepted', {}],
    ['ambiguous', { decision: retry }],
    ['retry', { decision: { kind: 'retry', delayMilliseconds: 2000 } }],
    ['failover', { decision: retry }],
    ['config', {}],
    ['permanent', {}],
  ] as const)('that it arrived makes it delivered when the second is closed as %s', async (outcome, changes) => {
    const id = await askedTwice({ fallbacks: 1 });
    expect(await told(id, 'delivered')).toEqual({ kind: 'recorded', isStepDue: false });
    expect(await told(id, 'delivered')).toEqual({ kind: 'known' });
    const closed = await close(id, 2, { outcome, ...changes });
    expect(closed).toMatchObject({ status: 'delivered', delayMilliseconds: 0, isStepDue: false });
    expect(await read(id)).toMatchObject({ status: 'pending', sends: [{ status: 'delivered', reason: null }] });
    // As when it comes afterwards: first sent, then delivered, each once.
    expect(await eventsSince(id)).toEqual([
      ['attempt_closed', 1, undefined],
      ['receipt', 1, 'sending'],
      ['attempt_closed', 2, 'sent'],
      ['delivery_ended', undefined, 'delivered'],
    ]);
    await expectNothingMore(id);
    expect(await told(id, 'undelivered')).toEqual({ kind: 'known' });
    expect(await read(id)).toMatchObject({ sends: [{ status: 'delivered' }] });
  });

  test('that it arrived counts as well when nobody comes back from the second, and after the end', async () => {
    const lost = await askedTwice();
    await told(lost, 'delivered');
    const ended = await askedTwice();
    await told(ended, 'delivered');
    await own.live.challenges.cancel(ended, 'app_test');
    own.advance(15_000);
    await own.live.challenges.sweep(7, 1000);
    expect(await read(lost)).toMatchObject({ status: 'pending', sends: [{ status: 'delivered' }] });
    expect(await read(ended)).toMatchObject({ status: 'canceled', sends: [{ status: 'delivered' }] });
  });

  test('that it arrived counts for an earlier send as well, whose second is closed after a resend', async () => {
    const id = await askedTwice();
    await told(id, 'delivered');
    own.advance(30_000);
    await own.live.challenges.resend({ id, applicationId: 'app_test', sendLimits });
    await close(id, 2, { outcome: 'failover', decision: retry });
    expect(await read(id)).toMatchObject({ sends: [{ status: 'delivered' }, { status: 'queued' }] });
  });

  test('that it goes on makes it sent, and the fallback waits for the next one', async () => {
    const id = await askedTwice({ fallbacks: 1 });
    await told(id, 'sent');
    expect(await close(id, 2, { outcome: 'permanent' })).toMatchObject({ status: 'sent', isStepDue: false });
    expect(await told(id, 'undelivered')).toEqual({ kind: 'recorded', isStepDue: true });
    expect(await read(id)).toMatchObject({ sends: [{ status: 'undelivered' }] });
  });

  test('that it did not arrive leaves the second to decide', async () => {
    const lostWhile = async (changes: Partial<ClosedAttempt>): Promise<string> => {
      const id = await askedTwice();
      expect(await told(id, 'undelivered')).toEqual({ kind: 'recorded', isStepDue: false });
      await close(id, 2, changes);
      return id;
    };
    const taken = await lostWhile({ outcome: 'accepted' });
    expect(await read(taken)).toMatchObject({ status: 'pending', sends: [{ status: 'sent' }] });
    const perhaps = await lostWhile({ outcome: 'ambiguous', decision: retry });
    expect(await read(perhaps)).toMatchObject({ status: 'pending', sends: [{ status: 'unknown' }] });
    // Nobody has it: the next provider is asked, as it was going to be.
    const goesOn = await lostWhile({ outcome: 'failover', decision: retry });
    expect(await read(goesOn)).toMatchObject({ sends: [{ status: 'queued' }] });
    expect(await open(goesOn)).toMatchObject({ kind: 'opened', attempt: 3 });
    const refused = await lostWhile({ outcome: 'permanent' });
    expect(await read(refused)).toMatchObject({ status: 'undeliverable', reason: 'undelivered' });
  });

  test('of both, the better one stands', async () => {
    const id = await askedTwice();
    await told(id, 'undelivered');
    await told(id, 'delivered');
    expect((await close(id, 2, { outcome: 'accepted' })).status).toBe('delivered');
    await told(id, 'undelivered', { attempt: 2, receipt: { provider: 'prv_b', status: 'undelivered' } });
    expect(await read(id)).toMatchObject({ status: 'pending', sends: [{ status: 'delivered' }] });
  });

  test('that comes when the second was accepted tells of no other sending', async () => {
    const id = await askedTwice();
    await close(id, 2, { outcome: 'accepted' });
    await told(id, 'delivered');
    expect(await eventsSince(id)).toEqual([
      ['attempt_closed', 2, 'sent'],
      ['attempt_closed', 1, undefined],
      ['receipt', 1, 'delivered'],
    ]);
  });
});
