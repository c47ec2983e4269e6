import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { ensureInstallationKeys } from '@otpost/core/keyring/ensure-installation-keys';
import { masterKeys } from '@otpost/core/keyring/master-keys';
import { newKeyRecord } from '@otpost/core/keyring/new-key-record';
import { rewrapKeys } from '@otpost/core/keyring/rewrap-keys';
import { parseApiKey } from '@otpost/core/settings/api-key';
import { loadSettings } from '@otpost/core/settings/load-settings';
import type { Store } from '@otpost/core/store-port';
import { bootstrap } from '@otpost/process/bootstrap';
import { openSqliteStore } from '@otpost/store/sqlite/open-sqlite-store';

const newMaster = (id: string) => ({ id, bytes: randomBytes(32) });
const old = newMaster('old');
const master = masterKeys([old]);
const now = Date.now;

let directory: string;
let store: Store;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'otpost-keyring-'));
  store = openSqliteStore({ file: join(directory, 'otpost.sqlite'), now });
  await store.migrate();
});
afterEach(async () => {
  await store.close();
  await rm(directory, { recursive: true });
});

const ensure = (keys = master) => ensureInstallationKeys(store, keys, randomBytes, now);
const load = async (keys = master) => await loadSettings(store, keys, randomBytes, now);

async function addApplicationKeys(count: number): Promise<void> {
  for (let index = 0; index < count; index += 1) {
    const owner = { purpose: 'application' as const, applicationId: `app_${index}` };
    const key = newKeyRecord({ id: `key_${index}`, ...owner, masterKeys: master, randomBytes, at: now() });
    await store.keys.insert(key);
  }
}

describe('the keys of an installation', () => {
  test('are made once by 10 processes that start at the same time, and open for all of them', async () => {
    await Promise.all(Array.from({ length: 10 }, () => ensure()));
    expect((await store.keys.list()).map(({ id }) => id).toSorted()).toEqual(['index-1', 'installation-1']);
    const [first, second] = [await load(), await load()];
    expect(second.keyring.unseal(null, 'here', first.keyring.seal(null, 'here', 'text'))).toBe('text');
    expect(second.keyring.indexHash('use', 'value')).toBe(first.keyring.indexHash('use', 'value'));
  });

  test('do not open by another master key: the start is refused by the name of the key', async () => {
    await ensure();
    await expect(ensure(masterKeys([newMaster('old')]))).rejects.toThrow('does not open data key "installation-1"');
    await expect(ensure(masterKeys([newMaster('new')]))).rejects.toThrow('Master key "old" is not configured');
    await expect(load(masterKeys([newMaster('new')]))).rejects.toThrow('Master key "old" is not configured');
  });

  test('come with an admin key when one is asked for, and with none otherwise', async () => {
    const parts = { store, masterKeys: master, randomBytes, now };
    expect(await bootstrap(parts)).toEqual({ adminKey: undefined });
    const { adminKey } = await bootstrap({ ...parts, adminKeyFor: 'up' });
    expect(parseApiKey(adminKey?.key ?? '')?.kind).toBe('admin');
    expect([...(await load()).apiKeys.keys()]).toEqual([adminKey?.id]);
  });
});

describe('a key of one application', () => {
  test('that does not open blocks no other and is reported by name', async () => {
    await ensure();
    await addApplicationKeys(2);
    const foreign = {
      purpose: 'application' as const,
      applicationId: 'app_x',
      masterKeys: masterKeys([newMaster('old')]),
    };
    await store.keys.insert(newKeyRecord({ id: 'key_x', ...foreign, randomBytes, at: now() }));
    const { problems, keyring } = await load();
    expect(problems).toEqual([
      { kind: 'key', id: 'key_x', message: 'Master key "old" does not open data key "key_x"' },
    ]);
    expect(keyring.applicationKeys('app_1')).toHaveLength(1);
  });
});

describe('a new master key', () => {
  test('wraps every data key and changes none: the old master key can go', async () => {
    await ensure();
    await addApplicationKeys(5);
    const sealed = (await load()).keyring.seal('app_3', 'here', 'text');
    const hash = (await load()).keyring.indexHash('use', 'value');
    const added = newMaster('new');
    expect(await rewrapKeys(store, masterKeys([added, old]), randomBytes, now)).toEqual({ rewrapped: 7, failed: [] });
    const { keyring, problems } = await load(masterKeys([added]));
    expect(problems).toEqual([]);
    expect(keyring.unseal('app_3', 'here', sealed)).toBe('text');
    expect(keyring.indexHash('use', 'value')).toBe(hash);
  });

  test('is taken over by several at once, and by a run after one that stopped half-way', async () => {
    await ensure();
    await addApplicationKeys(30);
    const both = masterKeys([newMaster('new'), old]);
    const [half] = await store.keys.list();
    const rotate = () => rewrapKeys(store, both, randomBytes, now);
    const results = await Promise.all([rotate(), rotate(), rotate()]);
    expect(results.reduce((sum, { rewrapped }) => sum + rewrapped, 0)).toBe(32);
    expect((await store.keys.get(half?.id ?? ''))?.version).toBe(2);
    expect(await rotate()).toEqual({ rewrapped: 0, failed: [] });
    expect((await load(both)).problems).toEqual([]);
  });

  test('names each key whose own master key is missing, and wraps the others', async () => {
    await ensure();
    await addApplicationKeys(1);
    const missing = {
      purpose: 'application' as const,
      applicationId: 'app_x',
      masterKeys: masterKeys([newMaster('older')]),
    };
    await store.keys.insert(newKeyRecord({ id: 'key_x', ...missing, randomBytes, at: now() }));
    const { rewrapped, failed } = await rewrapKeys(store, masterKeys([newMaster('new'), old]), randomBytes, now);
    expect(rewrapped).toBe(3);
    expect(failed.map(({ keyId }) => keyId)).toEqual(['key_x']);
  });
});
