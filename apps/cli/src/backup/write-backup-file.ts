import { createWriteStream, existsSync } from 'node:fs';
import { link, rm, stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { CommandError } from '../command.js';

/**
 * Writes the lines to a new file that only its owner may read, and tells its bytes. It gets its name when it is whole and on the
 * disk, so that a backup that was interrupted is not taken for one. Throws a CommandError when there is such a file already.
 */
export async function writeBackupFile(file: string, lines: AsyncIterable<string>): Promise<number> {
  const taken = new CommandError(`${file} is there already, and a backup overwrites nothing.`);
  if (existsSync(file)) throw taken;
  const draft = `${file}.${process.pid}.draft`;
  try {
    await pipeline(Readable.from(lines), createWriteStream(draft, { mode: 0o600, flags: 'wx', flush: true }));
    await link(draft, file);
    return (await stat(file)).size;
  } catch (error) {
    const { code, message, syscall } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') throw taken;
    throw syscall === undefined ? error : new CommandError(`${file} cannot be written: ${message}`);
  } finally {
    await rm(draft, { force: true });
  }
}
