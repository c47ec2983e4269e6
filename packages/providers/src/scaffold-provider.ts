import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The example that is copied: a provider for an SMS gateway with a JSON interface, complete and tested. */
const exampleDirectory = fileURLToPath(new URL('../scaffold/', import.meta.url));
const exampleKind = 'example-gateway';

/**
 * Writes a working provider of the given kind into a new or empty directory, and tells which files it wrote.
 * It passes the contract suite unchanged. Throws when the kind is not valid or the directory is in use.
 */
export async function scaffoldProvider(kind: string, directory: string): Promise<string[]> {
  if (!/^[a-z][a-z0-9-]{1,31}$/.test(kind)) {
    throw new Error(`"${kind}" is no kind: use 2 to 32 lower case letters, digits and dashes`);
  }
  await mkdir(directory, { recursive: true });
  if ((await readdir(directory)).length > 0) throw new Error(`${directory} is not empty; nothing was written`);
  const names = (await readdir(exampleDirectory)).sort();
  for (const name of names) {
    const text = await readFile(join(exampleDirectory, name), 'utf8');
    await writeFile(join(directory, name), text.replaceAll(exampleKind, kind));
  }
  return names;
}
