import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { shardCount } from '@otpost/core/ids';
import type { ClosedAttempt } from '@otpost/core/live-port';
import type { LiveReceipt } from '@otpost/core/live-receipt-port';
import { newPlace, newTestChallenge, openTestLive, type TestLive } from '@otpost/test/servers/open-test-live';
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

async function created(changes: Parameters<typeof newTestChallenge>[0] = {}): Promise<string> {
  const challenge = newTestChallenge(changes);
  await own.live.challenges.create(challenge);
  return challenge.id;
}
async function open(id: string, send = 1): Promise<number> {
  const opened = await own.live.challenges.openAttempt(id, send, 15_000);
  if (opened.kind !== 'opened') throw new Error(opened.reason);
  return opened.attempt;
}
async function close(id: string, attempt: number, changes: Partial<ClosedAttempt> = {}, send = 1) {
  return await own.live.challenges.closeAttempt({
    id,
    send,
    attempt,
    provider: 'prv_a',
    outcome: 'accepted',
    detail: 'said so',
    providerCode: null,
    providerMessageId: 'SM1',
    awaitsReceipt: true,
    decision: { kind: 'stop', reason: 'refused' },
    ...changes,
  });
}
async function sent(changes: Parameters<typeof created>[0] = {}): Promise<string> {
  const id = await created(changes);
  await close(id, await open(id));
  return id;
}
type Status = LiveReceipt['receipt']['status'];
const told = (id: string, status: Status, changes: Partial<LiveReceipt> = {}, from = own) =>
  from.live.receipts.record({ id, send: 1, attempt: 1, receipt: { provider: 'prv_a', status }, ...changes });
const read = async (id: string) => await own.live.challenges.read(id);
const eventsOf = async (id: string): Promise<string[]> => {
  const entries = await own.redis.xrange('{s07}:events', '-', '+');
  return entries.filter(([, fields]) => fields[1] === id).map(([, fields]) => `${fields[5]} ${fields[9]}`);
};

describe('a receipt', () => {
  test('settles what was sent, once, over three connections', async () => {
    const id = await sent();
    const others = [own, openTestLive(redis.url), openTestLive(redis.url)];
    const many = others.flatMap((other) => Array.from({ length: 10 }, () => told(id, 'delivered', {}, other)));
    const results = await Promise.all(many);
    expect(results.filter(({ kind }) => kind === 'recorded')).toHaveLength(1);
    for (const other of others.slice(1)) other.close();
    expect(await read(id)).toMatchObject({ status: 'pending', sends: [{ status: 'delivered' }] });
    expect((await eventsOf(id)).filter((event) => event.startsWith('receipt'))).toHaveLength(1);
  });

  test('ends the same in whatever order and however often it comes', async () => {
    const orders: Status[][] = [
      ['sent', 'undelivered', 'delivered'],
      ['delivered', 'undelivered', 'sent'],
      ['undelivered', 'delivered', 'delivered', 'sent', 'undelivered'],
    ];
    for (const order of orders) {
      // A fallback keeps it from ending between.
      const id = await sent({ fallbacks: 1 });
      for (const status of order) await told(id, status);
      expect([order, (await read(id))?.sends[0]?.status]).toEqual([order, 'delivered']);
    }
  });

  test('that comes before the attempt is closed closes it, and what the worker says then changes nothing', async () => {
    const id = await created();
    const attempt = await open(id);
    expect(await told(id, 'delivered')).toEqual({ kind: 'recorded', isStepDue: false });
    expect(await read(id)).toMatchObject({ sends: [{ status: 'delivered', attempts: [{ outcome: 'accepted' }] }] });
    await close(id, attempt, { outcome: 'ambiguous', decision: { kind: 'retry', delayMilliseconds: 0 } });
    expect(await read(id)).toMatchObject({ sends: [{ status: 'delivered' }] });
    expect(await own.live.challenges.openAttempt(id, 1, 15_000)).toMatchObject({ kind: 'refused' });
  });

  test('makes an ambiguous handover known, so that it is not repeated', async () => {
    const id = await created();
    await close(id, await open(id), { outcome: 'ambiguous', decision: { kind: 'retry', delayMilliseconds: 60_000 } });
    expect(await read(id)).toMatchObject({ sends: [{ status: 'queued' }] });
    await told(id, 'sent');
    expect(await read(id)).toMatchObject({ sends: [{ status: 'sent', attempts: [{ outcome: 'accepted' }] }] });
  });

  test('that one of two messages is lost says nothing of the other', async () => {
    const id = await created();
    const ambiguous = { outcome: 'ambiguous', decision: { kind: 'retry', delayMilliseconds: 0 } } as const;
    await close(id, await open(id), ambiguous);
    await close(id, await open(id), { provider: 'prv_b' });
    await told(id, 'undelivered');
    expect(await read(id)).toMatchObject({ status: 'pending', sends: [{ status: 'sent' }] });
    await told(id, 'undelivered', { attempt: 2, receipt: { provider: 'prv_b', status: 'undelivered' } });
    expect(await read(id)).toMatchObject({ status: 'undeliverable', reason: 'undelivered' });
  });

  test('without a reference finds the handover by its provider', async () => {
    const id = await sent();
    expect(await told(id, 'delivered', { attempt: null, receipt: { provider: 'prv_b', status: 'delivered' } })).toEqual(
      {
        kind: 'missing',
      },
    );
    expect(await told(id, 'delivered', { attempt: null })).toMatchObject({ kind: 'recorded' });
    // Whose an open handover is nobody knows: it is told again later.
    const waiting = await created();
    const attempt = await open(waiting);
    expect(await told(waiting, 'undelivered', { attempt: null })).toEqual({ kind: 'missing' });
    await close(waiting, attempt);
    expect(await told(waiting, 'undelivered', { attempt: null })).toMatchObject({ kind: 'recorded' });
  });

  test('of an unknown message, send or attempt, and of one that was not taken, is missing', async () => {
    const id = await created();
    expect(await told(id, 'delivered')).toEqual({ kind: 'missing' });
    await close(id, await open(id), { outcome: 'failover', decision: { kind: 'retry', delayMilliseconds: 60_000 } });
    expect(await told(id, 'delivered')).toEqual({ kind: 'missing' });
    expect(await told(id, 'delivered', { send: 2 })).toEqual({ kind: 'missing' });
    expect(await told(id, 'delivered', { attempt: 7 })).toEqual({ kind: 'missing' });
    expect(await told(newTestChallenge().id, 'delivered')).toEqual({ kind: 'gone' });
  });
});

describe('a message that did not arrive', () => {
  test('ends the challenge, unless an earlier one may have arrived', async () => {
    const alone = await sent();
    await told(alone, 'undelivered');
    expect(await read(alone)).toMatchObject({ status: 'undeliverable', reason: 'undelivered' });

    const twice = await sent();
    own.advance(31_000);
    await own.live.challenges.resend({ id: twice, applicationId: 'app_test', sendLimits });
    await close(twice, await open(twice, 2), {}, 2);
    await told(twice, 'undelivered', { send: 2 });
    expect(await read(twice)).toMatchObject({ status: 'pending' });
  });

  test('makes the next channel due at once, and one that arrives takes it back', async () => {
    const lost = await sent({ fallbacks: 1 });
    expect(await told(lost, 'undelivered')).toEqual({ kind: 'recorded', isStepDue: true });
    const there = await sent({ fallbacks: 1 });
    await told(there, 'delivered');
    own.advance(31_000);
    expect((await own.live.challenges.sweep(7, 1000)).steps).not.toContain(there);
  });
});

describe('an address that is suppressed', () => {
  const place = newPlace();

  test('gets nothing more of a pending challenge, and the answer to a create does not say so', async () => {
    const id = await sent({ place });
    const receipt = { provider: 'prv_a', status: 'delivered', suppress: 'complaint' } as const;
    await told(id, 'delivered', { receipt });
    own.advance(31_000);
    await own.live.challenges.resend({ id, applicationId: 'app_test', sendLimits });
    expect(await own.live.challenges.openAttempt(id, 2, 15_000)).toMatchObject({ kind: 'refused' });
    expect(await read(id)).toMatchObject({ status: 'undeliverable', reason: 'suppressed' });

    await own.live.limits.suppress(place, 'complaint');
    const next = newTestChallenge({ place });
    expect(await own.live.challenges.create(next)).toMatchObject({ kind: 'created' });
    expect(await own.live.challenges.openAttempt(next.id, 1, 15_000)).toMatchObject({ kind: 'refused' });
    expect(await read(next.id)).toMatchObject({ status: 'undeliverable', reason: 'suppressed' });
    expect(await own.live.limits.readAddress(place)).toMatchObject({ suppressed: 'complaint' });
  });

  test('falls back to the other address, a test of a provider goes through, and it can be allowed again', async () => {
    const id = await created({ place, fallbacks: 1 });
    const openFirst = () => own.live.challenges.openAttempt(id, 1, 15_000);
    expect(await openFirst()).toEqual({ kind: 'refused', reason: 'failed', isStepDue: true });
    expect(await read(id)).toMatchObject({ status: 'pending', sends: [{ status: 'failed', reason: 'suppressed' }] });
    // Whoever was told died: whoever comes next is told again.
    expect(await openFirst()).toMatchObject({ isStepDue: true });
    expect((await own.live.challenges.sweep(7, 1000)).steps).toContain(id);

    await open(await created({ place, kind: 'test', sendLimits: null }));
    await own.live.limits.allow(place);
    await open(await created({ place, session: 'again' }));
  });

  test('is passed over as the address of a fallback', async () => {
    const other = newPlace(9);
    await own.live.limits.suppress(other, 'hard_bounce');
    const reservation = { name: 'one', sendLimits, failedChecksStop: 100 };
    expect(await own.live.limits.reserveSend(other, reservation)).toEqual({ kind: 'suppressed' });
  });

  test('is known to be read from the store again after Redis was emptied', async () => {
    const { limits } = own.live;
    const all = await limits.unrestoredShards();
    expect(all.map(({ shard }) => shard)).toEqual(Array.from({ length: shardCount }, (_, shard) => shard));
    await limits.noteRestored(all.filter(({ shard }) => shard !== 7));
    expect(await limits.unrestoredShards()).toMatchObject([{ shard: 7 }]);
    await own.flush();
    expect(await limits.unrestoredShards()).toEqual(all);
  });
});
