import { link, mkdir, open, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { RandomBytes } from '@otpost/core/clock';
import { ConfigError } from './config-error.js';
import { masterKeyLengthBytes } from './master-key-list.js';

/** A fresh id with every key: a lost file that is made again is told apart from a broken one. */
function newKeyLine(randomBytes: RandomBytes): string {
  const id = `file-${Buffer.from(randomBytes(4)).toString('hex')}`;
  return `${id}:${Buffer.from(randomBytes(masterKeyLengthBytes)).toString('base64')}\n`;
}

async function linkUnlessThere(draft: string, path: string): Promise<void> {
  try {
    await link(draft, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}

async function syncDirectory(directory: string): Promise<void> {
  const handle = await open(directory);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/**
 * Makes a key file with mode 0600, unless another process was first: then that one's file stays.
 * The file is linked under its name only when it is whole and on the disk, so that nobody reads half a key.
 * Throws a ConfigError when the directory cannot be written.
 */
export async function makeKeyFile(path: string, randomBytes: RandomBytes): Promise<void> {
  const draft = `${path}.${Buffer.from(randomBytes(8)).toString('hex')}.draft`;
  try {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    await writeFile(draft, newKeyLine(randomBytes), { mode: 0o600, flag: 'wx', flush: true });
    await linkUnlessThere(draft, path);
    await syncDirectory(dirname(path));
  } catch (error) {
    throw new ConfigError([
      {
        variable: 'OTPOST_DATA_DIRECTORY',
        problem: `cannot hold the key file: ${path} (${(error as NodeJS.ErrnoException).code})`,
        mend: 'Name a directory with free space that the user that runs Otpost can write, or set OTPOST_MASTER_KEYS',
      },
    ]);
  } finally {
    await rm(draft, { force: true });
  }
}
