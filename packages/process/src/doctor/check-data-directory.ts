import { randomUUID } from 'node:crypto';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { existingAncestor } from './existing-ancestor.js';
import { bad, type Finding, good, reasonOf } from './finding.js';

/** Whether the data directory can be written, by really writing: modes say nothing about root, quotas or read-only mounts. */
export async function checkDataDirectory(path: string): Promise<Finding> {
  try {
    const probe = join(await existingAncestor(path), `.otpost-doctor-${randomUUID()}`);
    try {
      await writeFile(probe, 'x'.repeat(4096), { flag: 'wx', mode: 0o600, flush: true });
    } finally {
      await rm(probe, { force: true });
    }
    return good('data-directory', `${path} can be written`);
  } catch (error) {
    return bad(
      'data-directory',
      `${path} cannot be written: ${reasonOf(error)}`,
      'Give it to the user that runs Otpost (chown), or name another directory by OTPOST_DATA_DIRECTORY',
    );
  }
}
