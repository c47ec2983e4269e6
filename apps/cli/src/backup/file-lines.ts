import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { CommandError } from '../command.js';

/** The lines of a file. Throws a CommandError when it cannot be read. */
export async function* fileLines(file: string): AsyncGenerator<string> {
  try {
    yield* createInterface({ input: createReadStream(file, 'utf8'), crlfDelay: Number.POSITIVE_INFINITY });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw code === undefined ? error : new CommandError(`${file} cannot be read: ${message}`);
  }
}
