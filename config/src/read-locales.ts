import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const builtInDirectory = fileURLToPath(new URL('../locales/', import.meta.url));
const suffix = '.json';

/**
 * Reads the locale files that come with Otpost, and those of the operator's directory: `<tag>.json`, which adds a
 * locale or takes the place of the built-in one. Throws with the path of a file that is not JSON.
 */
export function readLocales(operatorDirectory: string | null): Record<string, unknown> {
  const directories = operatorDirectory === null ? [builtInDirectory] : [builtInDirectory, operatorDirectory];
  return Object.fromEntries(directories.flatMap(readDirectory));
}

function readDirectory(directory: string): [tag: string, content: unknown][] {
  return readdirSync(directory)
    .filter((name) => name.endsWith(suffix))
    .sort()
    .map((name) => [name.slice(0, -suffix.length), readJson(join(directory, name))]);
}

function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (cause) {
    throw new Error(`The locale file ${path} cannot be read as JSON.`, { cause });
  }
}
