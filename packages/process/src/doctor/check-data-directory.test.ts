import { chmod, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { checkDataDirectory } from './check-data-directory.js';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'otpost-doctor-'));
});
afterEach(() => rm(directory, { recursive: true }));

const unwritable = { check: 'data-directory', ok: false, mend: expect.stringContaining('OTPOST_DATA_DIRECTORY') };

test('a directory that can be written is well, and nothing is left in it', async () => {
  expect(await checkDataDirectory(directory)).toMatchObject({ ok: true });
  expect(await readdir(directory)).toEqual([]);
});

test('a directory that is not there yet is well when it can be made, and it is not made', async () => {
  expect(await checkDataDirectory(join(directory, 'some', 'where'))).toMatchObject({ ok: true });
  expect(await readdir(directory)).toEqual([]);
});

test('a path under a file is named with its mend', async () => {
  await writeFile(join(directory, 'file'), '');
  expect(await checkDataDirectory(join(directory, 'file', 'data'))).toMatchObject({
    ...unwritable,
    what: expect.stringContaining('ENOTDIR'),
  });
});

// Nobody can create a file there, not even root.
test('a file system that takes no files is named with its mend', async () => {
  expect(await checkDataDirectory('/proc/self')).toMatchObject(unwritable);
});

// Root may write anywhere, whatever the mode says.
(process.getuid?.() === 0 ? test.skip : test)('a read-only directory is named with its mend', async () => {
  const readOnly = join(directory, 'read-only');
  await mkdir(readOnly);
  await chmod(readOnly, 0o555);
  expect(await checkDataDirectory(readOnly)).toMatchObject(unwritable);
});
