import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** For tests: a directory of its own, and the function that removes it. */
export function temporaryDirectory(): { readonly directory: string; readonly remove: () => void } {
  const directory = mkdtempSync(join(tmpdir(), 'otpost-cli-'));
  return { directory, remove: () => rmSync(directory, { recursive: true, force: true }) };
}
