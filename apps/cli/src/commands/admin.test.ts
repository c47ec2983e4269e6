import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { readMasterKeys } from '@otpost/config/master-keys';
import { readConfig } from '@otpost/config/operator-config';
import { parseAdminEmail, sealAdminEmail } from '@otpost/core/admin/account/admin-email';
import { masterKeys } from '@otpost/core/keyring/master-keys';
import { matchesApiKey, parseApiKey } from '@otpost/core/settings/api-key';
import { loadSettings } from '@otpost/core/settings/load-settings';
import { openStore } from '@otpost/store/open-store';
import { housePath } from '../house.js';
import { temporaryDirectory } from '../testing/temporary-directory.js';

let place: ReturnType<typeof temporaryDirectory>;

beforeEach(() => {
  place = temporaryDirectory();
});
afterEach(() => place.remove());

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

async function otpost(words: readonly string[], variables: Readonly<Record<string, string>> = {}): Promise<Ended> {
  const program = [housePath('apps/cli/dist/main.js'), ...words];
  const environment = { OTPOST_ENVIRONMENT: 'test', OTPOST_DATA_DIRECTORY: place.directory, ...variables };
  return await promisify(execFile)(process.execPath, program, { cwd: place.directory, env: environment }).then(
    (ended) => ({ code: 0, ...ended }),
    (error: Ended) => error,
  );
}

async function isOnRecord(key: string): Promise<boolean> {
  const parsed = parseApiKey(key);
  const store = openStore({ dataDirectory: place.directory, now: Date.now });
  try {
    return parsed?.kind === 'admin' && matchesApiKey(parsed, await store.apiKeys.get(parsed.id));
  } finally {
    await store.close();
  }
}

test('an admin key is printed alone, stands in the store, and is another one each time', async () => {
  const first = await otpost(['admin', 'key', 'create']);
  const second = await otpost(['admin', 'key', 'create']);
  expect(first).toMatchObject({ code: 0, stderr: '' });
  expect(first.stdout).toMatch(/^otp_admin_\w+\n$/);
  expect(second.stdout).not.toBe(first.stdout);
  for (const { stdout } of [first, second]) expect(await isOnRecord(stdout.trim())).toBe(true);
});

test('nothing is made by other words, or with a configuration that cannot be used', async () => {
  expect(await otpost(['admin', 'key'])).toMatchObject({ code: 2, stdout: '' });
  const production = await otpost(['admin', 'key', 'create'], { OTPOST_ENVIRONMENT: 'production' });
  expect(production).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining('OTPOST_PUBLIC_URL') });
});

const setUpAddress = /^http:\/\/localhost:\d+\/console\/set-up#lnk_setup\.[\w-]{43}\n$/;

/** One who signed in with an authenticator app, as the console makes them. */
async function makeOwner(email: string): Promise<void> {
  const store = openStore({ dataDirectory: place.directory, now: Date.now });
  const config = readConfig({ OTPOST_ENVIRONMENT: 'test', OTPOST_DATA_DIRECTORY: place.directory });
  const master = masterKeys(await readMasterKeys(config, randomBytes));
  const { keyring } = await loadSettings(store, master, randomBytes, Date.now);
  const own = parseAdminEmail(keyring, email);
  const id = 'adm_1';
  await store.admins.insert({
    id,
    version: 1,
    createdAt: 1,
    updatedAt: 1,
    emailHash: own.hash,
    emailSealed: sealAdminEmail(keyring, id, own),
    name: 'Ada',
    role: 'owner',
    applications: null,
    status: 'active',
    passwordHash: 'hash',
    lastSignInAt: null,
  });
  await store.close();
}

test('the address that makes the first admin is another one each time, and there is none once there is an admin', async () => {
  const first = await otpost(['admin', 'set-up']);
  const second = await otpost(['admin', 'set-up']);
  expect(first.stdout).toMatch(setUpAddress);
  expect(second.stdout).toMatch(setUpAddress);
  expect(second.stdout).not.toBe(first.stdout);
  await makeOwner('ada@example.com');
  expect(await otpost(['admin', 'set-up'])).toMatchObject({
    code: 1,
    stdout: '',
    stderr: expect.stringContaining('There is an admin already'),
  });
});

test('one who lost everything gets an address by which to begin anew; an unknown one is told as that', async () => {
  await otpost(['admin', 'key', 'create']);
  await makeOwner('ada@example.com');
  expect(await otpost(['admin', 'reset', 'nobody@example.com'])).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('There is no admin with the address nobody@example.com'),
  });
  const { stdout } = await otpost(['admin', 'reset', 'ada@example.com']);
  expect(stdout).toMatch(/\/console\/reset#lnk_\w{26}\.[\w-]{43}\n$/);
  const store = openStore({ dataDirectory: place.directory, now: Date.now });
  expect(await store.admins.get('adm_1')).toMatchObject({ passwordHash: null, status: 'invited', role: 'owner' });
  const entries = await store.audit.list({ action: { equals: 'admin.reset' } });
  expect(entries.map(({ actor, phase }) => [actor, phase])).toEqual([
    ['operator:admin', 'intended'],
    ['operator:admin', 'done'],
  ]);
  await store.close();
});
