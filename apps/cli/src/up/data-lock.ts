import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { CommandError } from '../command.js';
import { identifyProcess, isRunning, type ProcessIdentity } from './process-identity.js';

function unless<Result>(code: string, work: () => Result): Result | undefined {
  try {
    return work();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === code) return undefined;
    throw error;
  }
}

function parseHolder(text: string): ProcessIdentity | undefined {
  try {
    return JSON.parse(text) as ProcessIdentity;
  } catch {
    // Cut off by a full disk; no live process leaves it so, since the file is linked whole.
    return undefined;
  }
}

/** Moves the lock of a dead process away. Should it be a new one of somebody quicker, it goes back. */
function removeDeadLock(path: string, deadText: string): void {
  const aside = `${path}.${process.pid}.aside`;
  unless('ENOENT', () => {
    renameSync(path, aside);
    if (readFileSync(aside, 'utf8') !== deadText) unless('EEXIST', () => linkSync(aside, path));
    rmSync(aside);
  });
}

export interface DataLock {
  readonly release: () => void;
}

/**
 * One supervisor for one data directory. The file names its process, so that a lock left by kill -9 is told from a live one.
 * Throws a CommandError when another supervisor runs there.
 */
export function lockData(path: string): DataLock {
  const draft = `${path}.${process.pid}.draft`;
  const text = JSON.stringify(identifyProcess(process.pid));
  writeFileSync(draft, text, { mode: 0o600 });
  try {
    for (;;) {
      const linked = unless('EEXIST', () => (linkSync(draft, path), true));
      if (linked) break;
      const heldText = unless('ENOENT', () => readFileSync(path, 'utf8'));
      if (heldText === undefined) continue;
      const holder = parseHolder(heldText);
      if (holder && isRunning(holder)) {
        throw new CommandError(
          `Otpost already runs with this data directory (process ${holder.pid}). Stop it, or choose another: --data DIR --port N`,
        );
      }
      removeDeadLock(path, heldText);
    }
  } finally {
    rmSync(draft, { force: true });
  }
  let isHeld = true;
  return {
    release: () => {
      // The second time it would be somebody else's.
      if (isHeld) rmSync(path, { force: true });
      isHeld = false;
    },
  };
}
