import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { checkDataDirectory } from './check-data-directory.js';
import { checkDiskSpace } from './check-disk-space.js';

const directory = mkdtempSync(join(tmpdir(), 'otpost-disk-'));
const full = { check: 'disk-space', ok: false, mend: expect.stringContaining('Free at least') };

function mounted(): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', directory], { stdio: 'ignore' });
    return true;
  } catch {
    // Only root may mount; the other tests then stand alone.
    return false;
  }
}

const hasSmallDisk = mounted();
afterAll(() => {
  if (hasSmallDisk) execFileSync('umount', [directory]);
  rmSync(directory, { recursive: true });
});

(hasSmallDisk ? test : test.skip)(
  'a disk that is really full is named, by its space and by a failed write',
  async () => {
    expect(() => writeFileSync(join(directory, 'fill'), Buffer.alloc(1024 ** 2))).toThrow('ENOSPC');
    expect(await checkDiskSpace(directory)).toMatchObject({ ...full, what: `Only 0 MiB are free for ${directory}` });
    expect(await checkDataDirectory(directory)).toMatchObject({ ok: false, what: expect.stringContaining('ENOSPC') });
  },
);

test('a real disk with less than is needed is named with its mend', async () => {
  expect(await checkDiskSpace(tmpdir(), Number.MAX_SAFE_INTEGER)).toMatchObject(full);
});

test('a real disk with enough is well, also for a directory that is not there yet', async () => {
  expect(await checkDiskSpace(join(tmpdir(), 'not', 'there', 'yet'), 1)).toMatchObject({ ok: true });
});

test('what is reserved for root does not count as free', async () => {
  const reserved = { bavail: 1, bfree: 1_000_000, bsize: 4096 };
  expect(await checkDiskSpace(tmpdir(), 8192, async () => reserved)).toMatchObject(full);
});
