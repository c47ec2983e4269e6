import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { parseAdminEmail } from '@otpost/core/admin/account/admin-email';
import { newAdmin } from '@otpost/core/admin/account/new-admin';
import { tellAdmin } from '@otpost/core/admin/notice/tell-admin';
import { tellOwners } from '@otpost/core/admin/notice/tell-owners';
import { OtpostError } from '@otpost/core/errors';
import { createRecorder } from '@otpost/core/history/recorder';
import { oweLostNotices } from '@otpost/core/notice/owe-lost-notices';
import { createAdminKey } from '@otpost/core/settings/api-keys/create-admin-key';
import { createProvider } from '@otpost/core/settings/providers/create-provider';
import { startTestRedis, type TestRedis } from '../servers/start-test-redis.js';
import { openTestProcess, type TestProcess, testActor, testKinds } from '../settings/open-test-process.js';
import { openTestStore, type TestStore } from '../settings/open-test-store.js';

let redis: TestRedis;
let testStore: TestStore;
let own: TestProcess;
let ahead = 0;

const config = { host: '127.0.0.1', port: 9, secure: false, from: 'no-reply@example.com', allowInsecure: true };
const mail = { channel: 'email' as const, kind: 'smtp', weight: 1, countries: [], applications: [], enabled: true };
const event = { kind: 'admin_key_made', act: 'key_1', actor: testActor, applicationId: null } as const;

async function addOwner(text: string) {
  const { keyring } = own.context.settings.current();
  const email = parseAdminEmail(keyring, text);
  const admin = newAdmin(own.context, { email, name: 'Ada', role: 'owner', applications: null, passwordHash: 'set' });
  await own.context.store.admins.insert(admin);
  return admin;
}

beforeAll(async () => {
  [redis, testStore] = await Promise.all([startTestRedis(), openTestStore()]);
  own = await openTestProcess(testStore.store, redis.url, { now: () => Date.now() + ahead });
});
afterAll(async () => {
  own.stop();
  await testStore.remove();
  await redis.stop();
});

const notices = () => own.context.store.notices.list({});

test('the first provider of all carries no word of itself; the next one is told of by it, once to each owner', async () => {
  await addOwner('ada@example.com');
  await addOwner('bob@example.com');
  const connect = (name: string) =>
    createProvider(own.context, { actor: testActor, kinds: testKinds, input: { ...mail, name, config } });
  await connect('first');
  expect(await notices()).toEqual([]);
  await connect('second');
  expect((await notices()).map(({ addressMasked }) => addressMasked).toSorted()).toEqual([
    'a***@e***.com',
    'b***@e***.com',
  ]);
});

test('one act makes one notice to each owner, whoever repeats it, and two acts make two', async () => {
  const before = (await notices()).length;
  await Promise.all([1, 2, 3].map(() => tellOwners(own.context, event)));
  await tellOwners(own.context, event);
  expect(await notices()).toHaveLength(before + 2);
  await tellOwners(own.context, { ...event, act: 'key_2' });
  expect(await notices()).toHaveLength(before + 4);
});

test('a key that a command makes is told of by a worker, since the command has no live state', async () => {
  const { store, settings, now, randomBytes, warn } = own.context;
  const before = new Set((await notices()).map(({ id }) => id));
  const rings = own.rings.length;
  await createAdminKey({ store, settings, now, randomBytes, warn, actor: 'operator:admin key create' });
  const made = (await notices()).filter(({ id }) => !before.has(id));
  expect([made.length, own.rings.length]).toEqual([2, rings]);
  const waits = () => Promise.all(made.map(({ id }) => own.context.live.challenges.read(id)));
  expect(await waits()).toEqual([undefined, undefined]);
  // What waits to be recorded of their mailboxes may tell of an end, and keeps the worker back.
  const { live } = own.context;
  await createRecorder({ live, store, name: 'test', onEnded: () => undefined }).record();
  ahead = 61_000;
  await oweLostNotices(own.context);
  expect(await waits()).toMatchObject([{ kind: 'notice' }, { kind: 'notice' }]);
});

test('what cannot be told is warned of, and fails nothing', async () => {
  const admin = await addOwner('cid@example.com');
  const before = (await notices()).length;
  const insert = () => Promise.reject(new OtpostError('unavailable', 'away'));
  const store = { ...own.context.store, notices: { ...own.context.store.notices, insert } };
  await tellOwners({ ...own.context, store }, event);
  await tellAdmin({ ...own.context, store }, admin, { kind: 'admin_password', act: 'one' });
  expect(own.warnings.slice(-2).map((warning) => warning.includes('could not be told'))).toEqual([true, true]);
  expect(own.warnings.join()).not.toContain('cid@example.com');
  expect(await notices()).toHaveLength(before);
});
