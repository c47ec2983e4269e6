import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { embeddedKeyFile, readMasterKeys } from '@otpost/config/master-keys';
import { unavailable } from '@otpost/core/errors';
import { masterKeys, unwrapKey, wrapKey } from '@otpost/core/keyring/master-keys';
import type { SealKey } from '@otpost/core/keyring/seal';
import { checkMasterKeys } from './check-master-keys.js';

let dataDirectory: string;
beforeEach(async () => {
  dataDirectory = await mkdtemp(join(tmpdir(), 'otpost-doctor-'));
});
afterEach(() => rm(dataDirectory, { recursive: true }));

const newKey = (id: string): SealKey => ({ id, bytes: randomBytes(32) });
const source = (keys: readonly SealKey[] | null) => ({ masterKeys: keys, masterKeyFile: null, dataDirectory });
const emptyStore = async () => undefined;

/** A store whose one data key is wrapped by `key`. */
function storeSealedWith(key: SealKey) {
  const wrapped = wrapKey(masterKeys([key]), 'data-1', randomBytes(32), randomBytes);
  return async (keys: readonly SealKey[]) => {
    unwrapKey(masterKeys(keys), 'data-1', wrapped);
  };
}

test('keys that open the keyring are well, and named by id', async () => {
  const key = newKey('main');
  const finding = await checkMasterKeys(source([newKey('next'), key]), randomBytes, storeSealedWith(key));
  expect(finding).toEqual({ check: 'master-keys', ok: true, what: 'Master keys: next, main', mend: null });
});

test('a keyring that needs another key names it with the mend', async () => {
  const finding = await checkMasterKeys(source([newKey('main')]), randomBytes, storeSealedWith(newKey('lost')));
  expect(finding).toMatchObject({ ok: false, what: expect.stringContaining('"lost"'), mend: expect.any(String) });
});

test('a key of the right name and the wrong bytes is found', async () => {
  const finding = await checkMasterKeys(source([newKey('main')]), randomBytes, storeSealedWith(newKey('main')));
  expect(finding).toMatchObject({ ok: false, what: expect.stringContaining('does not open') });
});

test('a broken key file is named with its mend', async () => {
  await writeFile(embeddedKeyFile(dataDirectory), 'changeme', { mode: 0o600 });
  const finding = await checkMasterKeys(source(null), randomBytes, emptyStore);
  expect(finding).toMatchObject({ ok: false, what: expect.stringContaining(dataDirectory) });
  expect(finding.mend).toContain('backup');
});

test('before the first start no key file is missed, and none is made', async () => {
  expect(await checkMasterKeys(source(null), randomBytes, emptyStore)).toMatchObject({ ok: true });
  expect(await readdir(dataDirectory)).toEqual([]);
});

test('a key file that was lost after the first start is named', async () => {
  const [key] = await readMasterKeys(source(null), randomBytes);
  await rm(embeddedKeyFile(dataDirectory));
  const finding = await checkMasterKeys(source(null), randomBytes, storeSealedWith(key ?? newKey('none')));
  expect(finding).toMatchObject({ ok: false, what: expect.stringContaining(key?.id ?? 'no key') });
});

test('a store that does not answer is told as that, with its reason, and not as a wrong key', async () => {
  const away = unavailable('store', 'The store cannot be used just now', new Error('file is not a database'));
  const finding = await checkMasterKeys(source([newKey('main')]), randomBytes, () => Promise.reject(away));
  expect(finding).toMatchObject({ ok: false, what: expect.stringContaining('file is not a database') });
  expect(finding.what).not.toContain('do not open');
});
