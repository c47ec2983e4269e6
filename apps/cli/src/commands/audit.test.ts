import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
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

async function otpost(...words: readonly string[]): Promise<Ended> {
  const program = [housePath('apps/cli/dist/main.js'), ...words];
  const env = { OTPOST_ENVIRONMENT: 'test', OTPOST_DATA_DIRECTORY: join(place.directory, 'data') };
  return await promisify(execFile)(process.execPath, program, { cwd: place.directory, env }).then(
    (ended) => ({ code: 0, ...ended }),
    (error: Ended) => error,
  );
}

async function editFirstEntry(): Promise<void> {
  const store = openStore({ dataDirectory: join(place.directory, 'data'), now: Date.now });
  try {
    const first = await store.audit.get('aud_000000000001');
    if (!first) throw new Error('The log is empty');
    await store.audit.replace({ ...first, actor: 'operator:nobody', version: 2 }, 1);
  } finally {
    await store.close();
  }
}

test('a whole log is told with a place to keep; an edited entry is named, with exit code 1', async () => {
  await otpost('admin', 'key', 'create');
  const whole = await otpost('audit', 'verify');
  expect(whole).toMatchObject({ code: 0, stderr: '' });
  expect(whole.stdout).toContain('The audit log is whole: 2 entries.');
  const [, known = ''] = /--known (\S+)/.exec(whole.stdout) ?? [];
  expect((await otpost('audit', 'verify', '--known', known)).code).toBe(0);
  const elsewhere = known.replace(/^\d+/, '9');
  expect(await otpost('audit', 'verify', '--known', elsewhere)).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('Entry 3 is not what stood there'),
  });
  await editFirstEntry();
  expect(await otpost('audit', 'verify')).toMatchObject({ code: 1, stderr: 'Entry 1 was edited.\n' });
});

test('other words, a bad place and a missing store are told', async () => {
  expect(await otpost('audit', 'verify')).toMatchObject({ code: 1, stderr: expect.stringContaining('no store') });
  expect(await otpost('audit')).toMatchObject({ code: 2 });
  expect(await otpost('audit', 'verify', '--known', 'x')).toMatchObject({ code: 2 });
});
