import { randomBytes } from 'node:crypto';
import { afterEach, describe, expect, test } from '@jest/globals';
import { consoleApplicationId } from '@otpost/core/admin/console-application';
import { appendAudit } from '@otpost/core/audit/append-audit';
import { moveCheckpoint } from '@otpost/core/audit/audit-checkpoint';
import { verifyAudit } from '@otpost/core/audit/verify-audit';
import { judgeTotp, newTotpSecret } from '@otpost/core/factor/totp-code';
import { masterKeys } from '@otpost/core/keyring/master-keys';
import { newKeyRecord } from '@otpost/core/keyring/new-key-record';
import { defaultApplicationSettings } from '@otpost/core/settings/application-settings';
import { loadSettings } from '@otpost/core/settings/load-settings';
import type { Store } from '@otpost/core/store-port';
import type { UserRecord } from '@otpost/core/user-records';
import { bootstrap } from '@otpost/process/bootstrap';
import { backupLines } from '@otpost/store/backup/backup-lines';
import { clearStore } from '@otpost/store/backup/clear-store';
import { testMasterKeys } from '@otpost/test/settings/open-test-process';
import { sharedStores } from '@otpost/test/users/each-store';
import { makeTestUser } from '@otpost/test/users/make-test-user';
import { totpApp } from '@otpost/test/users/totp-app';
import { restoreStore } from './restore-store.js';

const applicationId = 'app_1';
/** More than a page of the backup and a batch of the restore. */
const userCount = 620;
const stepMilliseconds = 30_000;

const shares: { end(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(shares.splice(0).map((share) => share.end()));
});

async function share(kind: string) {
  const shared = await sharedStores.find(([name]) => name === kind)?.[1]();
  if (shared) shares.push(shared);
  return shared;
}

async function auditContext(store: Store) {
  const settings = await loadSettings(store, testMasterKeys, randomBytes, Date.now);
  return { store, settings: { current: () => settings }, now: Date.now, warn: () => undefined };
}

const setting = (id: string) => ({ id, version: 1, createdAt: Date.now(), updatedAt: Date.now() });

/** An application with users, one of whom has everything that could be used twice. */
async function furnish(store: Store, users = 3): Promise<UserRecord> {
  const parts = { masterKeys: testMasterKeys, randomBytes, at: Date.now() };
  await store.keys.insert(newKeyRecord({ id: 'app_1-1', purpose: 'application', applicationId, ...parts }));
  await store.applications.insert({
    ...setting(applicationId),
    changedBy: null,
    name: 'Shop',
    settings: defaultApplicationSettings,
  });
  const context = await auditContext(store);
  const ada = await makeTestUser(context, { applicationId, externalId: 'ada\u2028', withTotp: true });
  for (let number = 1; number < users; number += 1) {
    await makeTestUser(context, { applicationId, externalId: `user-${number}` });
  }
  const owner = { applicationId, userId: ada.id, secretHash: 'ab' };
  const link = { payloadSealed: 'sealed', expiresAt: Date.now() + 60_000, usedAt: null, canceledAt: null };
  await store.links.insert({ ...setting('lnk_1'), ...owner, ...link, kind: 'reset' });
  const device = { name: 'Laptop', lastUsedAt: null, expiresAt: Date.now() + 60_000, revokedAt: null };
  await store.trustedDevices.insert({ ...setting('dev_1'), ...owner, ...device });
  const entry = { applicationId: null, actor: 'key:a', target: 'x', phase: 'event', reason: null, data: {} } as const;
  for (const action of ['test.one', 'test.two']) await appendAudit(context, { ...entry, action });
  await moveCheckpoint(context);
  return ada;
}

/** The lines as a file gives them, without their ends. */
async function backUp(store: Store): Promise<string[]> {
  const lines: string[] = [];
  for await (const line of backupLines(store, 1_700_000_000_000)) lines.push(line.slice(0, -1));
  return lines;
}

async function* from(lines: readonly string[]): AsyncGenerator<string> {
  yield* lines;
}

function restore(store: Store, lines: readonly string[], changes: { force?: boolean; nothingSince?: boolean } = {}) {
  const { force = false, nothingSince = false } = changes;
  const terms = { now: Date.now(), nothingSince };
  return restoreStore({ store, masterKeys: testMasterKeys, lines: () => from(lines), terms, force });
}

async function emptyStore(kind = 'SQLite'): Promise<Store | undefined> {
  const store = (await share(kind))?.open();
  if (store) await clearStore(store);
  return store;
}

async function sqlite(): Promise<Store> {
  const store = await emptyStore();
  if (!store) throw new Error('SQLite is always there');
  return store;
}

async function furnishedLines(): Promise<string[]> {
  const store = (await share('SQLite'))?.open();
  if (!store) throw new Error('SQLite is always there');
  await furnish(store);
  return await backUp(store);
}

describe.each([
  ['SQLite', 'SQLite'],
  ['SQLite', 'MongoDB'],
  ['MongoDB', 'SQLite'],
])('a backup of %s restored into %s', (source, target) => {
  test('is the same store, and the audit log goes on', async () => {
    const before = (await share(source))?.open();
    const after = await emptyStore(target);
    if (!before || !after) return;
    await furnish(before, userCount);
    const lines = await backUp(before);
    const { records } = await restore(after, lines, { nothingSince: true });
    expect(records).toBe(lines.length - 2);
    const steps = (user: UserRecord) => ({ ...user, factors: user.factors.map(({ id }) => id) });
    expect((await after.users.list()).map(steps)).toEqual((await before.users.list()).map(steps));
    for (const name of ['applications', 'keys', 'links', 'trustedDevices'] as const) {
      expect(await after[name].list()).toEqual(await before[name].list());
    }
    expect(await verifyAudit(await auditContext(after))).toMatchObject({
      kind: 'whole',
      entries: 3,
      checkpoint: { sequence: 2 },
    });
    expect(await after.audit.list()).toContainEqual(expect.objectContaining({ action: 'store.restore' }));
    await bootstrap({ store: after, masterKeys: testMasterKeys, randomBytes, now: Date.now });
  }, 60_000);
});

describe('after a restore', () => {
  test('nothing that may have been used since works again', async () => {
    const store = await sqlite();
    await restore(store, await furnishedLines());
    const [ada] = (await store.users.list()).filter(({ factors }) => factors.length > 0);
    expect(ada?.recoveryCodes?.codes.every(({ usedAt }) => usedAt !== null)).toBe(true);
    expect(await store.links.get('lnk_1')).toMatchObject({ canceledAt: expect.any(Number), payloadSealed: null });
    expect(await store.trustedDevices.get('dev_1')).toMatchObject({ revokedAt: expect.any(Number) });
  });

  test('no time step that was accepted before is accepted again, whatever the operator says; a later one is', async () => {
    const store = await sqlite();
    const lines = await furnishedLines();
    const now = Date.now();
    await restore(store, lines, { nothingSince: true });
    const [totp] = (await store.users.list()).flatMap(({ factors }) => factors);
    if (totp?.type !== 'totp') throw new Error('The user has an authenticator app');
    const secret = newTotpSecret(randomBytes);
    const codeAt = totpApp(secret);
    const judge = (at: number, codeOf: number) =>
      judgeTotp({ ...totp, secret, window: 1, now: at, code: codeAt(codeOf) }).kind;
    const judged = [-1, 0, 1].map((steps) => judge(now, now + steps * stepMilliseconds));
    expect(judged).toEqual(['already_used', 'already_used', 'already_used']);
    const later = now + 3 * stepMilliseconds;
    expect(judge(later, later)).toBe('right');
  });
});

describe('a restore is refused', () => {
  test('into a store that holds something, unless it is told to', async () => {
    const lines = await furnishedLines();
    const store = (await share('SQLite'))?.open();
    if (!store) throw new Error('SQLite is always there');
    await store.applications.insert({
      ...setting('app_9'),
      changedBy: null,
      name: 'Old',
      settings: defaultApplicationSettings,
    });
    await expect(restore(store, lines)).rejects.toThrow('not empty');
    expect(await store.applications.get('app_9')).toBeDefined();
    await restore(store, lines, { force: true });
    expect((await store.applications.list()).map(({ id }) => id)).toEqual([consoleApplicationId, applicationId]);
  });

  test('for a file that is damaged, cut off, of something else or newer, and nothing is written', async () => {
    const lines = await furnishedLines();
    const store = await sqlite();
    const edited = lines.map((line) => line.replace('"Shop"', '"Stop"'));
    const faulty: [readonly string[], string][] = [
      [edited, 'hash'],
      [lines.slice(0, -1), 'cut off'],
      [lines.slice(0, -3), 'cut off'],
      [[...lines.slice(0, 4), ...lines.slice(5)], 'hash'],
      [[...lines, 'x'], 'behind its end'],
      [[], 'no backup'],
      [['{"users":[]}', ...lines.slice(1)], 'no backup'],
      [['{"otpost":"backup","format":2,"madeAt":1}', ...lines.slice(1)], 'newer'],
      [[...lines.slice(0, 3), '{"collection":"pets","record":{}}', ...lines.slice(3)], 'does not know'],
      [[...lines.slice(0, 3), '{"collection":"users","record":{}}', ...lines.slice(3)], 'does not fit'],
      [[...lines.slice(0, 3), '{"collection":', ...lines.slice(3)], 'Line 4 of the backup is damaged'],
    ];
    for (const [bad, reason] of faulty) await expect(restore(store, bad)).rejects.toThrow(reason);
    expect(await store.keys.list()).toEqual([]);
  });

  test('without the master keys of the backup', async () => {
    const store = await sqlite();
    const lines = await furnishedLines();
    const others = masterKeys([{ id: 'other', bytes: randomBytes(32) }]);
    const terms = { now: Date.now(), nothingSince: false };
    const parts = { store, masterKeys: others, lines: () => from(lines), terms, force: false };
    await expect(restoreStore(parts)).rejects.toThrow('Master key "master-1" is not configured');
    expect(await store.keys.list()).toEqual([]);
  });
});

test('no process starts on a store that is half restored, and the restore begins anew', async () => {
  const store = await sqlite();
  const lines = await furnishedLines();
  let readings = 0;
  // The first reading only checks the file, the third one writes: it dies before the keys.
  const dying = async function* () {
    readings += 1;
    if (readings < 3) return yield* lines;
    yield* lines.slice(0, 6);
    throw new Error('the power went');
  };
  const terms = { now: Date.now(), nothingSince: false };
  const parts = { store, masterKeys: testMasterKeys, lines: dying, terms, force: false };
  await expect(restoreStore(parts)).rejects.toThrow('the power went');
  const start = () => bootstrap({ store, masterKeys: testMasterKeys, randomBytes, now: Date.now });
  await expect(start()).rejects.toThrow('has not ended');
  await restore(store, lines);
  await start();
  expect(await store.users.list()).toHaveLength(3);
});
