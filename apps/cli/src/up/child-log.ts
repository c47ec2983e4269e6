import { existsSync, openSync, renameSync, statSync } from 'node:fs';

const rotateAboveBytes = 10 * 1024 * 1024;

/** Puts a large log of earlier runs aside, as `<name>.log.1`; the one before that is dropped. */
export function rotateLog(path: string): void {
  if (existsSync(path) && statSync(path).size > rotateAboveBytes) renameSync(path, `${path}.1`);
}

/** Opens a log at its end. Children write to it directly, so no line is lost when the supervisor dies. */
export function openLog(path: string): number {
  return openSync(path, 'a', 0o600);
}
