import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { matchesApiKey, parseApiKey } from '@otpost/core/settings/api-key';
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
