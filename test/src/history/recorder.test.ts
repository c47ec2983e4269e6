import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { recordEvents } from '@otpost/core/history/record-events';
import { createRecorder } from '@otpost/core/history/recorder';
import type { LiveEvent } from '@otpost/core/live-event-port';
import { newPlace, newTestChallenge, openTestLive, type TestLive } from '../servers/open-test-live.js';
import { startTestRedis, type TestRedis } from '../servers/start-test-redis.js';
import { openTestStore, type TestStore } from '../settings/open-test-store.js';

let redis: TestRedis;
let own: TestLive;
let house: TestStore;
let ended: string[] = [];

beforeAll(async () => {
  redis = await startTestRedis();
});
beforeEach(async () => {
  own?.close();
  await house?.remove();
  own = openTestLive(redis.url);
  await own.redis.flushall();
  house = await openTestStore();
  ended = [];
});
afterAll(async () => {
  own.close();
  await house.remove();
  await redis.stop();
});

const recorder = (name = 'first') =>
  createRecorder({ live: own.live, store: house.store, name, onEnded: ({ id }) => ended.push(id) });
const check = (id: string, digest: string) =>
  own.live.challenges.check({
    id,
    applicationId: 'app_test',
    digests: [{ keyId: 'k1', digest }],
    request: '',
    failedChecksStop: 100,
  });

/** One challenge from its creation to its approval, with a send that failed over, a resend and a wrong code. */
async function wholeLife(shard: number): Promise<string> {
  const sendLimits = { cooldownSeconds: [1], tenMinutes: 20, hour: 20, day: 20 };
  const challenge = newTestChallenge({ place: newPlace(shard), sendLimits });
  const { id } = challenge;
  const { challenges } = own.live;
  await challenges.create(challenge);
  const close = (send: number, attempt: number, outcome: 'accepted' | 'failover') =>
    challenges.closeAttempt({
      id,
      send,
      attempt,
      provider: `prv_${attempt}`,
      outcome,
      detail: 'said so',
      providerCode: '250',
      providerMessageId: null,
      decision: { kind: 'retry', delayMilliseconds: 0 },
    });
  await challenges.openAttempt(id, 1, 15_000);
  await close(1, 1, 'failover');
  await challenges.openAttempt(id, 1, 15_000);
  await close(1, 2, 'accepted');
  own.advance(1000);
  await challenges.resend({ id, applicationId: 'app_test', sendLimits });
  await challenges.openAttempt(id, 2, 15_000);
  await close(2, 1, 'accepted');
  await check(id, 'wrong');
  await check(id, 'right');
  return id;
}
const wholeLifeEvents = 10;

async function expectWhole(id: string): Promise<void> {
  const challenge = await house.store.challenges.get(id);
  expect(challenge).toMatchObject({ status: 'approved', checks: 2, sends: 2, addressSealed: 'sealed-address' });
  expect(challenge?.events.map((event) => event.number)).toEqual(
    Array.from({ length: wholeLifeEvents }, (_, i) => i + 1),
  );
  expect(await house.store.deliveries.get(`${id}-1`)).toMatchObject({
    status: 'sent',
    provider: 'prv_2',
    attempts: [{ outcome: 'failover' }, { outcome: 'accepted', provider: 'prv_2' }],
  });
  expect(await house.store.deliveries.get(`${id}-2`)).toMatchObject({
    status: 'sent',
    addressMasked: 'a***@e***.com',
    kind: 'code',
    attempts: [{ outcome: 'accepted' }],
  });
}

async function allEvents(shard: number): Promise<readonly LiveEvent[]> {
  const taken = await own.live.events.take(shard, 'reader', '', 1000);
  await own.live.events.release(shard, 'reader');
  if (taken === 'leased') throw new Error('leased');
  return taken;
}

describe('the recorder', () => {
  test('moves the whole story to the store, then trims what it moved', async () => {
    const ids = [await wholeLife(0), await wholeLife(7), await wholeLife(63)];
    const first = recorder();
    expect(await first.record()).toBe(3 * wholeLifeEvents);
    expect(await first.record()).toBe(0);
    await first.release();
    expect(ended.toSorted()).toEqual(ids.toSorted());
    for (const id of ids) await expectWhole(id);
    for (const shard of [0, 7, 63]) expect(await allEvents(shard)).toEqual([]);
  });

  test('what died before the trim is repeated without a second entry', async () => {
    const id = await wholeLife(7);
    const events = await allEvents(7);
    await recordEvents(house.store, events.slice(0, 4));
    await recordEvents(house.store, events);
    await recorder().record();
    await recorder('second').record();
    await expectWhole(id);
  });

  test('any cut into batches gives the same record', async () => {
    const id = await wholeLife(7);
    const events = await allEvents(7);
    for (const event of events) await recordEvents(house.store, [event]);
    await expectWhole(id);
  });

  test('a backlog of many shards is written in parts, and what died between two of them is repeated once', async () => {
    const ids: string[] = [];
    for (let shard = 0; shard < 60; shard += 1) ids.push(await wholeLife(shard));
    const { store } = house;
    let writes = 0;
    const challenges: typeof store.challenges = {
      ...store.challenges,
      saveNewer: async (records) => {
        writes += 1;
        if (writes === 2) throw new Error('The store is away');
        await store.challenges.saveNewer(records);
      },
    };
    const dying = createRecorder({
      live: own.live,
      store: { ...store, challenges },
      name: 'dying',
      onEnded: ({ id }) => ended.push(id),
    });
    await expect(dying.record()).rejects.toThrow('The store is away');
    expect(ended.length).toBeGreaterThan(0);
    expect(ended.length).toBeLessThan(ids.length);
    await dying.release();
    const left = (ids.length - ended.length) * wholeLifeEvents;
    const next = recorder('next');
    expect(await next.record()).toBe(left);
    await next.release();
    expect(ended.toSorted()).toEqual(ids.toSorted());
    for (const id of ids) await expectWhole(id);
  }, 30_000);

  test('a slow one that comes back after another took over changes nothing', async () => {
    const id = await wholeLife(7);
    const events = await allEvents(7);
    await recordEvents(house.store, events);
    await Promise.all([recordEvents(house.store, events.slice(0, 3)), recordEvents(house.store, events.slice(0, 6))]);
    await expectWhole(id);
  });

  test('two at once write each event once', async () => {
    const ids = await Promise.all(Array.from({ length: 10 }, (_, shard) => wholeLife(shard)));
    const counts = await Promise.all([recorder('first').record(), recorder('second').record()]);
    expect((counts[0] ?? 0) + (counts[1] ?? 0)).toBe(10 * wholeLifeEvents);
    for (const id of ids) await expectWhole(id);
  });

  test('begins again at the cursor when Redis was emptied', async () => {
    await wholeLife(7);
    const first = recorder();
    await first.record();
    await own.redis.flushall();
    const id = await wholeLife(7);
    await first.record();
    await expectWhole(id);
  });
});
