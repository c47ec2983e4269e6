import { statfs } from 'node:fs/promises';
import { existingAncestor } from './existing-ancestor.js';
import { bad, type Finding, good, reasonOf } from './finding.js';

const mebibyte = 1024 ** 2;
/** Below this a busy hour of history and one rewrite of the append-only file may not fit. */
export const leastFreeBytes = 512 * mebibyte;

interface FreeSpace {
  readonly bavail: number;
  readonly bsize: number;
}

/** Free space on the file system of the data directory, as an ordinary user has it. */
export async function checkDiskSpace(
  path: string,
  leastBytes = leastFreeBytes,
  readFreeSpace: (path: string) => Promise<FreeSpace> = statfs,
): Promise<Finding> {
  try {
    const { bavail, bsize } = await readFreeSpace(await existingAncestor(path));
    const free = `${Math.floor((bavail * bsize) / mebibyte)} MiB`;
    if (bavail * bsize >= leastBytes) return good('disk-space', `${free} are free for ${path}`);
    return bad(
      'disk-space',
      `Only ${free} are free for ${path}`,
      `Free at least ${Math.ceil(leastBytes / mebibyte)} MiB on that disk, or move OTPOST_DATA_DIRECTORY`,
    );
  } catch (error) {
    return bad(
      'disk-space',
      `The free space of ${path} is not known: ${reasonOf(error)}`,
      'Correct the data directory',
    );
  }
}
