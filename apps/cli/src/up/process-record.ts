import { existsSync, readFileSync } from 'node:fs';
import { identifyProcess, isRunning, type ProcessIdentity } from './process-identity.js';
import { writeWholeFile } from './write-whole-file.js';

/** Every process that a supervisor has started, written down at once, so that the next one can end what a kill -9 left. */
export function recordProcesses(path: string, pids: readonly number[]): void {
  const identities = pids.map(identifyProcess).filter((identity) => identity !== undefined);
  writeWholeFile(path, JSON.stringify(identities));
}

/** Those recorded processes that still run. */
export function findOrphans(path: string): ProcessIdentity[] {
  if (!existsSync(path)) return [];
  return (JSON.parse(readFileSync(path, 'utf8')) as ProcessIdentity[]).filter(isRunning);
}
