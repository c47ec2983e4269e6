import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Context } from '@otpost/core/context';
import { renderDelivery } from '@otpost/core/delivery/render-delivery';
import { OtpostError } from '@otpost/core/errors';
import { createRecorder } from '@otpost/core/history/recorder';
import { oweLostNotices } from '@otpost/core/notice/owe-lost-notices';
import { newsGraceMilliseconds, tellNews } from '@otpost/core/notice/tell-news';
import { tellWaitingNews } from '@otpost/core/notice/tell-waiting-news';
import type { NoticeRecord } from '@otpost/core/records';
import { createApplication } from '@otpost/core/settings/applications/create-application';
import { startTestRedis, type TestRedis } from '../servers/start-test-redis.js';
import { openTestProcess, type TestProcess, testActor, testMasterKeys } from '../settings/open-test-process.js';
import { openTestStore, type TestStore } from '../settings/open-test-store.js';
import { happen, happenUntold } from '../users/happen.js';
import { makeTestUser } from '../users/make-test-user.js';

let redis: TestRedis;
let testStore: TestStore;
let own: TestProcess;
let context: Context;
let applicationId: string;
let now = Date.now();

beforeAll(async () => {
  [redis, testStore] = await Promise.all([startTestRedis(), openTestStore()]);
  own = await openTestProcess(testStore.store, redis.url, { now: () => now });
  context = own.context;
  const settings = { brand: { name: 'Acme' }, supportText: 'Call 1234' };
  const input = { name: 'shop', settings };
  ({ id: applicationId } = await createApplication(context, { actor: testActor, masterKeys: testMasterKeys, input }));
  await context.settings.refresh();
});
afterAll(async () => {
  own.stop();
  await testStore.remove();
  await redis.stop();
});

let people = 0;
const someone = () => `person${(people += 1)}`;
const notices = () => context.store.notices.list({});
const record = () =>
  createRecorder({ live: context.live, store: context.store, name: 'test', onEnded: () => undefined }).record();

async function messageOf({ id }: NoticeRecord) {
  const opened = await context.live.challenges.openAttempt(id, 1, 10_000);
  if (opened.kind !== 'opened') throw new Error(opened.reason);
  return renderDelivery(context, opened);
}

async function oneNotice(): Promise<NoticeRecord> {
  const before = new Set((await notices()).map(({ id }) => id));
  const externalId = someone();
  const user = await makeTestUser(context, { applicationId, externalId, email: `${externalId}@example.com` });
  await happen(context, user.id, { kind: 'reset' });
  const made = (await notices()).filter(({ id }) => !before.has(id));
  if (!made[0] || made.length > 1) throw new Error(`${made.length} notices were made`);
  return made[0];
}

describe('what happens to a user', () => {
  test('is told at every verified address once, and at the one that was changed, in the language of the user', async () => {
    const email = 'Canary.Notice@example.com';
    const factorEmails = [email, 'second@example.com'];
    const fields = { locale: 'de' };
    const user = await makeTestUser(context, { applicationId, externalId: someone(), email, factorEmails, fields });
    await happen(context, user.id, { kind: 'factor_added', factor: 'My phone', to: 'old@example.com' });
    const messages = await Promise.all((await notices()).map(messageOf));
    expect(messages.map(({ to }) => to).toSorted()).toEqual([email, 'old@example.com', 'second@example.com']);
    expect(messages[0]).toMatchObject({ kind: 'notice', channel: 'email', locale: 'de' });
    expect(messages[0]?.text).toContain('„My phone“');
    expect(messages[0]?.text).toContain('Acme');
    expect(messages[0]?.text).toContain('Call 1234');
    expect(messages[0]).not.toHaveProperty('code');
  });

  test('rings for its delivery, whose life is a day', async () => {
    const notice = await oneNotice();
    expect(own.rings.at(-1)).toEqual({ id: notice.id, kind: 'notice', channel: 'email', send: 1, ring: 0 });
    expect(notice.expiresAt - notice.createdAt).toBe(86_400_000);
    const live = await context.live.challenges.read(notice.id);
    expect((live?.expiresAt ?? 0) - (live?.createdAt ?? 0)).toBeGreaterThan(86_390_000);
  });

  test('leaves no readable address in the store', async () => {
    await record();
    expect((await testStore.bytes()).toLowerCase()).not.toContain('canary.notice');
  });
});

describe('a notice whose live twin was lost', () => {
  test('is left alone for a minute, then owed again once by any number of workers', async () => {
    const notice = await oneNotice();
    await record();
    await own.testLive.redis.flushall();
    expect(await oweLostNotices(context)).toEqual({ owed: 0, ended: 0 });
    now += 61_000;
    await Promise.all([oweLostNotices(context), oweLostNotices(context), oweLostNotices(context)]);
    expect(await context.live.challenges.read(notice.id)).toMatchObject({ kind: 'notice', status: 'pending' });
    expect((await messageOf(notice)).kind).toBe('notice');
    await record();
    expect(await context.store.deliveries.get(`${notice.id}-1`)).toMatchObject({ status: 'sending' });
  });

  test('that may have arrived is not sent again, and ends', async () => {
    const notice = await oneNotice();
    await messageOf(notice);
    await record();
    await own.testLive.redis.flushall();
    now += 61_000;
    await oweLostNotices(context);
    expect(await context.live.challenges.read(notice.id)).toBeUndefined();
    expect((await context.store.notices.get(notice.id))?.endedAt).not.toBeNull();
  });

  test('ends when its day is over', async () => {
    const notice = await oneNotice();
    await record();
    await own.testLive.redis.flushall();
    now += 86_400_000;
    await oweLostNotices(context);
    expect((await context.store.notices.get(notice.id))?.endedAt).toBe(notice.expiresAt);
    expect(await context.live.challenges.read(notice.id)).toBeUndefined();
  });
});

describe('news of a user', () => {
  test('are told later where the store is away, and the telling never fails the act', async () => {
    const user = await makeTestUser(context, { applicationId, externalId: someone(), email: 'a@example.com' });
    const insert = () => Promise.reject(new OtpostError('unavailable', 'away'));
    const store = { ...context.store, notices: { ...context.store.notices, insert } };
    const before = (await notices()).length;
    await happen({ ...context, store }, user.id, { kind: 'reset' });
    expect(own.warnings.at(-1)).toContain('A user could not be told');
    expect(own.warnings.at(-1)).not.toContain('a@example.com');
    now += newsGraceMilliseconds + 1;
    await tellWaitingNews(context);
    expect(await notices()).toHaveLength(before + 1);
  });

  test('are told once, though it could not be noted that it was told', async () => {
    const user = await makeTestUser(context, { applicationId, externalId: someone(), email: 'b@example.com' });
    const before = (await notices()).length;
    await happenUntold(context, user.id, { kind: 'reset' });
    const replace = () => Promise.reject(new OtpostError('unavailable', 'away'));
    const store = { ...context.store, users: { ...context.store.users, replace } };
    await tellNews({ ...context, store }, user.id);
    expect((await context.store.users.get(user.id))?.news).toHaveLength(1);
    await Promise.all([1, 2, 3].map(() => tellNews(context, user.id)));
    expect(await notices()).toHaveLength(before + 1);
    expect((await context.store.users.get(user.id))?.news).toBeNull();
  });

  test('are not told when nothing happened: of an app password only once it stands', async () => {
    const user = await makeTestUser(context, { applicationId, externalId: someone(), email: 'c@example.com' });
    const before = (await notices()).length;
    await happen(context, user.id, { kind: 'app_password_made', factor: 'Robot', appPasswordId: 'apw_never' });
    expect((await context.store.users.get(user.id))?.news).toHaveLength(1);
    now += newsGraceMilliseconds + 1;
    await tellWaitingNews(context);
    expect((await context.store.users.get(user.id))?.news).toBeNull();
    expect(await notices()).toHaveLength(before);
  });
});
