import { randomBytes } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { identityHash } from '@otpost/core/address/address-place';
import type { Context } from '@otpost/core/context';
import { getDelivery } from '@otpost/core/history/get-delivery';
import { listAllDeliveriesSchema } from '@otpost/core/history/history-schemas';
import { listDeliveries } from '@otpost/core/history/list-deliveries';
import { purgeHistory } from '@otpost/core/history/purge-history';
import { recordEvents } from '@otpost/core/history/record-events';
import { deliveryId, newLiveId } from '@otpost/core/ids';
import type { ChallengeRecord, DeliveryRecord } from '@otpost/core/records';
import { newPlace, newTestChallenge } from '../servers/open-test-live.js';
import { startTestRedis, type TestRedis } from '../servers/start-test-redis.js';
import { openTestProcess, type TestProcess } from '../settings/open-test-process.js';
import { openTestStore, type TestStore } from '../settings/open-test-store.js';

const hour = 3_600_000;
const day = 24 * hour;
const start = 1_790_000_000_000;
const retention = { historyDays: 30, addressHours: 24 };

let redis: TestRedis;
let testStore: TestStore;
let testProcess: TestProcess;
let context: Context;
let now: number;

beforeAll(async () => {
  redis = await startTestRedis();
});
beforeEach(async () => {
  now = start;
  testStore = await openTestStore();
  testProcess = await openTestProcess(testStore.store, redis.url, { now: () => now });
  context = testProcess.context;
});
afterEach(async () => {
  testProcess.stop();
  await testStore.remove();
});
afterAll(() => redis.stop());

const newId = () => newLiveId('ch', 7, randomBytes);

function delivery(changes: Partial<DeliveryRecord> = {}): DeliveryRecord {
  const ownerId = changes.ownerId ?? newId();
  return {
    id: deliveryId(ownerId, 1),
    eventNumber: 3,
    applicationId: 'app_a',
    channel: 'email',
    addressMasked: 'a***@e***.com',
    addressSealed: 'sealed',
    addressHash: 'hash',
    country: null,
    createdAt: start,
    endedAt: start,
    reason: null,
    kind: 'code',
    ownerId,
    send: 1,
    status: 'sent',
    provider: 'prv_1',
    providerMessageId: null,
    attempts: [],
    sentAt: start,
    ...changes,
  };
}

function challenge(changes: Partial<ChallengeRecord> = {}): ChallengeRecord {
  return {
    id: newId(),
    eventNumber: 3,
    applicationId: 'app_a',
    userId: null,
    channel: 'email',
    addressMasked: 'a***@e***.com',
    addressSealed: 'sealed',
    addressHash: 'hash',
    country: null,
    createdAt: start,
    endedAt: start,
    reason: null,
    purpose: 'sign-in',
    status: 'approved',
    expiresAt: start + 600_000,
    checks: 1,
    maxChecks: 5,
    sends: 1,
    bindingSealed: null,
    metadataSealed: null,
    events: [],
    ...changes,
  };
}

const list = (query: Record<string, unknown>, applicationId: string | null = 'app_a') =>
  listDeliveries(context, { applicationId, input: listAllDeliveriesSchema.parse(query) });
const ids = (records: readonly { id: string }[]) => records.map(({ id }) => id);

describe('the list of deliveries', () => {
  test('gives every one once, newest first, page by page, though several have one time', async () => {
    const records = Array.from({ length: 23 }, (_, index) => delivery({ createdAt: start + Math.floor(index / 4) }));
    await context.store.deliveries.saveNewer(records);
    const seen: string[] = [];
    let cursor: string | null = null;
    let pages = 0;
    do {
      const page = await list({ limit: '5', ...(cursor ? { cursor } : {}) });
      seen.push(...ids(page.deliveries));
      cursor = page.nextCursor;
      pages += 1;
    } while (cursor);
    expect(pages).toBe(5);
    expect(seen).toEqual(ids(records.toSorted((a, b) => b.createdAt - a.createdAt || (a.id < b.id ? 1 : -1))));
  });

  test('holds what each filter asks for, and nothing of another application', async () => {
    const { keyring } = context.settings.current();
    const addressHash = identityHash(keyring, 'app_a', 'user@example.com');
    const wanted = delivery({
      addressHash,
      status: 'failed',
      provider: 'prv_2',
      channel: 'email',
      createdAt: start + 5,
    });
    const foreign = delivery({ applicationId: 'app_b' });
    await context.store.deliveries.saveNewer([wanted, delivery(), foreign, delivery({ channel: 'sms' })]);
    const filters = [
      { to: 'User@example.com' },
      { status: 'failed' },
      { provider: 'prv_2' },
      { challenge: wanted.ownerId },
      { from: new Date(start + 5).toISOString() },
      { channel: 'email', from: new Date(start + 1).toISOString(), until: new Date(start + 6).toISOString() },
    ];
    for (const filter of filters) expect(ids((await list(filter)).deliveries)).toEqual([wanted.id]);
    expect((await list({ kind: 'test' })).deliveries).toEqual([]);
    expect((await list({ application: 'app_b' }, 'app_a')).deliveries).toHaveLength(3);
    expect((await list({ challenge: foreign.ownerId })).deliveries).toEqual([]);
    expect((await list({}, null)).deliveries).toHaveLength(4);
    expect(ids((await list({ application: 'app_b' }, null)).deliveries)).toEqual([foreign.id]);
  });

  test('shows no address, no hash and no seal', async () => {
    await context.store.deliveries.saveNewer([delivery()]);
    const [view] = (await list({})).deliveries;
    expect(view).toMatchObject({ to: 'a***@e***.com' });
    expect(Object.keys(view ?? {}).filter((name) => name.startsWith('address'))).toEqual([]);
  });

  test('refuses a cursor and an address that are none, by the name of the field', async () => {
    await expect(list({ cursor: 'e30' })).rejects.toMatchObject({ details: { errors: [{ field: 'cursor' }] } });
    await expect(list({ to: 'nobody' })).rejects.toMatchObject({ details: { errors: [{ field: 'to' }] } });
  });
});

describe('one delivery', () => {
  test('is read from the live state before it is recorded, and from the store afterwards', async () => {
    const live = newTestChallenge({ place: newPlace(), applicationId: 'app_a' });
    await context.live.challenges.create(live);
    const own = { applicationId: 'app_a', id: deliveryId(live.id, 1) };
    expect(await getDelivery(context, own)).toMatchObject({ status: 'queued', challengeId: live.id });
    await expect(getDelivery(context, { ...own, applicationId: 'app_b' })).rejects.toMatchObject({ code: 'not_found' });
    await expect(getDelivery(context, { ...own, id: deliveryId(live.id, 2) })).rejects.toMatchObject({
      code: 'not_found',
    });
    const recorded = delivery();
    await context.store.deliveries.saveNewer([recorded]);
    const stored = { applicationId: 'app_a', id: recorded.id };
    expect(await getDelivery(context, stored)).toMatchObject({ id: recorded.id, status: 'sent' });
    await expect(getDelivery(context, { ...stored, applicationId: 'app_b' })).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  test.each(['', 'x', 'ch_07-1', '../../etc', `${newId()}-0`])('is not found by "%s"', async (id) => {
    await expect(getDelivery(context, { applicationId: null, id })).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('retention', () => {
  const purge = (batches = { batchSize: 2, mostBatches: 100 }) => purgeHistory(context, retention, batches);

  test('drops addresses a day after the end, and the rest after 30 days', async () => {
    const [one, many] = [challenge(), Array.from({ length: 5 }, () => delivery())];
    const open = delivery({ endedAt: null, status: 'queued', createdAt: start + 1 });
    await context.store.challenges.saveNewer([one]);
    await context.store.deliveries.saveNewer([...many, open]);
    now = start + day;
    expect(await purge()).toMatchObject({ addresses: 0, deliveries: 0 });
    now = start + day + 1;
    expect(await purge()).toMatchObject({ addresses: 6, challenges: 0, deliveries: 0 });
    expect(await context.store.challenges.get(one.id)).toMatchObject({ addressSealed: null, addressHash: null });
    expect((await context.store.deliveries.get(many[4]?.id ?? ''))?.addressMasked).toBe('a***@e***.com');
    expect(await purge()).toMatchObject({ addresses: 0 });
    now = start + 30 * day + 1;
    expect(await purge()).toMatchObject({ challenges: 1, deliveries: 5 });
    expect(await context.store.challenges.get(one.id)).toBeUndefined();
    expect(await context.store.deliveries.get(open.id)).toBeDefined();
  });

  test('touches at most its batches in one run, and the rest in the next', async () => {
    await context.store.deliveries.saveNewer(Array.from({ length: 10 }, () => delivery()));
    now = start + 31 * day;
    const few = { batchSize: 2, mostBatches: 2 };
    expect((await purge(few)).deliveries).toBe(4);
    expect((await purge(few)).deliveries).toBe(4);
    expect((await purge(few)).deliveries).toBe(2);
  });

  test('forgets a notice a day after its life', async () => {
    const times = { createdAt: start, updatedAt: start, expiresAt: start + hour, endedAt: null };
    const notice = {
      ...times,
      id: newLiveId('nt', 7, randomBytes),
      version: 1,
      kind: 'test' as const,
      channel: 'email' as const,
    };
    await context.store.notices.insert({
      ...notice,
      applicationId: null,
      providerId: null,
      sealed: 's',
      addressMasked: 'a***',
    });
    now = start + hour + day;
    expect((await purge()).notices).toBe(0);
    now += 1;
    expect((await purge()).notices).toBe(1);
  });
});

describe('what the live state has lost', () => {
  const longAgo = Date.now() - hour;
  const pending = { status: 'pending', endedAt: null, createdAt: longAgo, expiresAt: longAgo + 600_000 } as const;

  test('ends as expired, its deliveries by what may have arrived, and what it still knows goes on', async () => {
    const lost = challenge(pending);
    const unsure = { number: 1, provider: null, openedAt: longAgo, closedAt: null, outcome: null, detail: null };
    const attempts = [{ ...unsure, providerCode: null, providerMessageId: null }];
    const waiting = delivery({ ownerId: lost.id, status: 'queued', createdAt: longAgo, endedAt: null });
    const going = { id: deliveryId(lost.id, 2), send: 2, status: 'sending', attempts } as const;
    const known = newTestChallenge({ place: newPlace() });
    await context.live.challenges.create(known);
    const alive = challenge({ ...pending, id: known.id });
    await context.store.challenges.saveNewer([lost, alive]);
    await context.store.deliveries.saveNewer([waiting, { ...waiting, ...going }]);
    const { lost: ended } = await purgeHistory(context, retention);
    expect(ended).toEqual({ challenges: 1, deliveries: 2 });
    expect(await context.store.challenges.get(lost.id)).toMatchObject({ status: 'expired', reason: 'lost' });
    expect((await context.store.challenges.get(alive.id))?.status).toBe('pending');
    expect((await context.store.deliveries.get(waiting.id))?.status).toBe('expired');
    expect((await context.store.deliveries.get(going.id))?.status).toBe('unknown');
    expect((await purgeHistory(context, retention)).lost).toEqual({ challenges: 0, deliveries: 0 });
  });

  test('is left alone within a minute after its life, and gives way to its true end', async () => {
    const recent = challenge({ ...pending, expiresAt: Date.now() - 50_000 });
    const lost = challenge(pending);
    await context.store.challenges.saveNewer([recent, lost]);
    expect((await purgeHistory(context, retention)).lost.challenges).toBe(1);
    expect((await context.store.challenges.get(recent.id))?.status).toBe('pending');
    const data = { status: 'approved', reason: '' };
    await recordEvents(context.store, [
      { position: '1-1', id: lost.id, number: 4, type: 'challenge_ended', at: longAgo, data },
    ]);
    expect(await context.store.challenges.get(lost.id)).toMatchObject({ status: 'approved', reason: null });
  });

  test('is not told from silence: without Redis nothing is ended', async () => {
    const lost = challenge(pending);
    await context.store.challenges.saveNewer([lost]);
    const away = await startTestRedis();
    const cut = await openTestProcess(testStore.store, away.url);
    await away.stop();
    await expect(purgeHistory(cut.context, retention)).rejects.toMatchObject({ code: 'unavailable' });
    expect((await context.store.challenges.get(lost.id))?.status).toBe('pending');
    cut.stop();
  });
});
