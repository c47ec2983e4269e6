import { renameSync, rmSync, writeFileSync } from 'node:fs';

/** Writes a file that a reader sees whole or not at all, for the owner only. Synchronous: a kill finds no half-done state. */
export function writeWholeFile(path: string, text: string): void {
  const draft = `${path}.${process.pid}.draft`;
  try {
    writeFileSync(draft, text, { mode: 0o600, flush: true });
    renameSync(draft, path);
  } finally {
    rmSync(draft, { force: true });
  }
}
