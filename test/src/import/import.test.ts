import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startWholeApi, type WholeApi } from '@otpost/api/testing/start-whole-api';
import { requireUser } from '@otpost/core/user/require-user';

const cli = fileURLToPath(new URL('../../../apps/cli/dist/main.js', import.meta.url));

let whole: WholeApi;
let directory: string;
beforeAll(async () => {
  whole = await startWholeApi();
  directory = await mkdtemp(join(tmpdir(), 'otpost-import-'));
  await writeFile(join(directory, 'key'), `${whole.key}\n`);
});
afterAll(async () => {
  await whole.close();
  await rm(directory, { recursive: true });
});

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

async function importFile(lines: readonly string[], ...more: string[]): Promise<Ended> {
  const file = join(directory, 'users.ndjson');
  await writeFile(file, lines.join('\n'));
  const words = [cli, 'import', file, '--url', whole.url, '--key-file', join(directory, 'key'), ...more];
  return await promisify(execFile)(process.execPath, words).then(
    (ended) => ({ code: 0, ...ended }),
    (error: Ended) => error,
  );
}

const stored = (externalId: string) =>
  requireUser(whole.opened.context, { applicationId: whole.applicationId, externalId });
const secret = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';
const good = Array.from({ length: 20 }, (_, place) =>
  JSON.stringify({ user: `user-${place}`, email: `user-${place}@example.com`, totp: { secret, name: 'Phone' } }),
);

test('users with their apps are taken over, and a second import doubles nothing', async () => {
  const first = await importFile([...good, '', JSON.stringify({ user: 'weak', totp: { secret: 'JBSWY3DPEHPK3PXP' } })]);
  expect(first).toMatchObject({
    code: 0,
    stdout: '21 users imported, 21 authenticator apps; 0 were there; 0 lines refused\n',
  });
  expect((await stored('user-7')).factors).toMatchObject([
    { type: 'totp', name: 'Phone', status: 'active', weak: false },
  ]);
  expect((await stored('weak')).factors).toMatchObject([{ weak: true }]);
  const again = await importFile(good);
  expect(again.stdout).toContain('20 users imported, 0 authenticator apps; 20 were there');
  expect((await stored('user-7')).factors).toHaveLength(1);
});

test('bad lines are named by number and field, without what stood there, and the others go in', async () => {
  const { code, stdout, stderr } = await importFile([
    JSON.stringify({ user: 'fine-1', name: 'Fine' }),
    `{"user":"broken","totp":{"secret":"${secret}"`,
    JSON.stringify({ user: 'short', totp: { secret: 'JBSWY3DP' } }),
    JSON.stringify({ user: 'mail', email: 'no address' }),
    JSON.stringify({ user: 'more', pin: '1234' }),
    JSON.stringify({ user: 'fine-2', totp: { secret } }),
  ]);
  expect({ code, stdout }).toEqual({
    code: 1,
    stdout: '2 users imported, 1 authenticator apps; 0 were there; 4 lines refused\n',
  });
  const complaints = stderr.trim().split('\n').toSorted();
  expect(complaints.map((line) => line.slice(0, 7))).toEqual(['line 2:', 'line 3:', 'line 4:', 'line 5:']);
  expect(complaints[1]).toContain('secret');
  expect(complaints[2]).toContain('email');
  expect(stderr).not.toContain('JBSWY3DP');
});

test('another secret of the same name is refused, not taken for the one that is there', async () => {
  await importFile([JSON.stringify({ user: 'other', totp: { secret } })]);
  const other = await importFile([
    JSON.stringify({ user: 'other', totp: { secret: 'KRSXG5CTMVRXEZLUKRSXG5CTMVRXEZLU' } }),
  ]);
  expect(other.stdout).toContain('0 were there; 1 lines refused');
  expect(other.stderr).toContain('has a factor with this name');
});

test('a dry run finds what the API would refuse', async () => {
  const lines = [
    { user: 'a', email: 'no address' },
    { user: 'b', totp: { secret: '!!' } },
    { user: 'c', totp: { secret, digits: 9 } },
    { user: 'd', totp: { secret: 'otpauth://hotp/x?secret=JBSWY3DPEHPK3PXP&counter=1' } },
    { user: 'e', phone: '+1' },
  ];
  const { stdout, stderr } = await importFile(
    lines.map((line) => JSON.stringify(line)),
    '--dry-run',
  );
  expect(stdout).toContain('5 lines refused');
  const fields = stderr.trim().split('\n').toSorted();
  expect(fields.map((line) => line.split(':')[1]?.trim())).toEqual([
    'email',
    'totp.secret',
    'totp.digits',
    'totp.secret',
    'phone',
  ]);
});

test('a dry run sends nothing', async () => {
  const { stdout } = await importFile([JSON.stringify({ user: 'nobody', totp: { secret } })], '--dry-run');
  expect(stdout).toContain('1 users would be imported');
  await expect(stored('nobody')).rejects.toMatchObject({ code: 'not_found' });
});
