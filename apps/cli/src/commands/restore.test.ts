import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { isHalfRestored } from '@otpost/core/restore/restore-mark';
import { backupLines } from '@otpost/store/backup/backup-lines';
import { openStore } from '@otpost/store/open-store';
import { housePath } from '../house.js';
import { eventually } from '../testing/eventually.js';
import { temporaryDirectory } from '../testing/temporary-directory.js';

let place: ReturnType<typeof temporaryDirectory>;
const masterKeys = `main:${randomBytes(32).toString('base64')}`;

beforeEach(() => {
  place = temporaryDirectory();
});
afterEach(() => place.remove());

const program = housePath('apps/cli/dist/main.js');
const dataDirectory = (name: string): string => join(place.directory, name);
const optionsFor = (name: string) => ({
  cwd: place.directory,
  env: { OTPOST_ENVIRONMENT: 'test', OTPOST_DATA_DIRECTORY: dataDirectory(name), OTPOST_MASTER_KEYS: masterKeys },
});

interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

async function otpost(name: string, ...words: readonly string[]): Promise<Ended> {
  return await promisify(execFile)(process.execPath, [program, ...words], optionsFor(name)).then(
    (ended) => ({ code: 0, ...ended }),
    (error: Ended) => error,
  );
}

test('what was backed up is restored elsewhere, with its audit log', async () => {
  expect(await otpost('old', 'backup', 'b.ndjson')).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('There is no store'),
  });
  await otpost('old', 'admin', 'key', 'create');
  const made = await otpost('old', 'backup', 'b.ndjson');
  expect(made).toMatchObject({ code: 0, stdout: expect.stringContaining('The master keys are not in it') });
  const file = join(place.directory, 'b.ndjson');
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(readFileSync(file, 'utf8')).not.toContain(masterKeys.slice('main:'.length));
  expect(await otpost('old', 'backup', 'b.ndjson')).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('overwrites nothing'),
  });
  expect(await otpost('new', 'restore', 'b.ndjson')).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('records are restored'),
  });
  expect((await otpost('new', 'audit', 'verify')).stdout).toContain('The audit log is whole: 3 entries.');
  expect(await otpost('new', 'restore', 'b.ndjson')).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('not empty'),
  });
});

test('a backup goes to a directory in which nothing was ever started, as on a new machine', async () => {
  await otpost('old', 'admin', 'key', 'create');
  await otpost('old', 'backup', 'b.ndjson');
  expect(await otpost('old', 'restore', 'b.ndjson', '--data', 'machine')).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('records are restored'),
  });
  expect((await otpost('machine', 'audit', 'verify')).stdout).toContain('The audit log is whole: 3 entries.');
  expect(await otpost('old', 'backup', 'c.ndjson', '--data', 'nowhere')).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('There is no installation'),
  });
});

test('a file that is not there or is none, and other words, are told', async () => {
  expect(await otpost('new', 'restore', 'none')).toMatchObject({ code: 1, stderr: expect.stringContaining('read') });
  writeFileSync(join(place.directory, 'other'), 'hello\n');
  expect(await otpost('new', 'restore', 'other')).toMatchObject({ code: 1, stderr: 'This is no backup of Otpost.\n' });
  expect(await otpost('new', 'restore')).toMatchObject({ code: 2 });
  expect(await otpost('new', 'backup')).toMatchObject({ code: 2 });
  expect(await otpost('new', 'backup', 'no/such/directory')).toMatchObject({ code: 1 });
});

/** Enough that a restore is still at it when it is seen to have begun. */
async function backUpMany(file: string): Promise<void> {
  const store = openStore({ dataDirectory: dataDirectory('old'), now: Date.now });
  try {
    const setting = { version: 1, createdAt: 1, updatedAt: 1 };
    const owner = { applicationId: 'app_1', userId: 'usr_1', name: 'x', secretHash: 'ab' };
    const times = { lastUsedAt: null, revokedAt: null };
    const ids = Array.from({ length: 5000 }, (_, number) => `pwd_${number}`);
    for (let first = 0; first < ids.length; first += 500) {
      const part = ids.slice(first, first + 500);
      await Promise.all(part.map((id) => store.appPasswords.insert({ ...setting, id, ...owner, ...times })));
    }
    const lines: string[] = [];
    for await (const line of backupLines(store, 1)) lines.push(line);
    writeFileSync(file, lines.join(''));
  } finally {
    await store.close();
  }
}

async function killed(child: ChildProcess): Promise<NodeJS.Signals | null> {
  const ended = once(child, 'exit') as Promise<[number | null, NodeJS.Signals | null]>;
  child.kill('SIGKILL');
  const [, signal] = await ended;
  return signal;
}

/** Resolves when the process says that it waits for the restore; ends it then. */
async function startWaits(room: string): Promise<void> {
  const { env, ...rest } = optionsFor('new');
  const variables = {
    OTPOST_METRICS_PORT: 'off',
    OTPOST_PORT: '0',
    OTPOST_PUBLIC_URL: 'http://localhost',
    REDIS_URL: 'redis://127.0.0.1:1',
  };
  const child = spawn(process.execPath, [program, 'start', room], { ...rest, env: { ...env, ...variables } });
  let said = '';
  child.stdout.on('data', (data: Buffer) => {
    said += data.toString();
  });
  await eventually(`${room} waits for the restore`, () => said.includes('A restore of this store has not ended'));
  expect(child.exitCode).toBe(null);
  expect(said).not.toContain('isten');
  await killed(child);
}

test('a restore that is killed leaves a store on which nothing starts, and can be repeated', async () => {
  const file = join(place.directory, 'many.ndjson');
  await otpost('old', 'admin', 'key', 'create');
  await backUpMany(file);
  const store = openStore({ dataDirectory: dataDirectory('new'), now: Date.now });
  try {
    await store.migrate();
    const child = spawn(process.execPath, [program, 'restore', file], { ...optionsFor('new'), stdio: 'ignore' });
    await eventually('the restore has begun', () => isHalfRestored(store));
    expect(await killed(child)).toBe('SIGKILL');
    expect(await isHalfRestored(store)).toBe(true);
    expect(await otpost('new', 'admin', 'key', 'create')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('A restore of this store has not ended'),
    });
    await startWaits('api');
    await startWaits('worker');
    expect(await otpost('new', 'restore', file)).toMatchObject({ code: 0 });
    expect(await otpost('new', 'admin', 'key', 'create')).toMatchObject({ code: 0 });
  } finally {
    await store.close();
  }
}, 120_000);
