import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';

/** What the system can limit, in the words of `prlimit` (of Linux): the size of files in bytes, or open files and connections. */
export type LimitedResource = 'fsize' | 'nofile';

/** Whether this machine can; one that cannot says so in one visible line. */
export function canLimitProcesses(): boolean {
  try {
    execFileSync('prlimit', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    process.stderr.write('prlimit is not installed: what needs it is left out\n');
    return false;
  }
}

/** How many files and connections a process has open. */
export function openDescriptors(processId: number): number {
  return readdirSync(`/proc/${processId}/fd`).length;
}

/** Limits a process that runs, from now on; null: as far as it may go. */
export function limitProcess(processId: number, resource: LimitedResource, most: number | null): void {
  const own = ['--pid', String(processId)];
  const hardLimit = execFileSync('prlimit', [...own, `--${resource}`, '--noheadings', '--output', 'HARD'], {
    encoding: 'utf8',
  });
  execFileSync('prlimit', [...own, `--${resource}=${most ?? hardLimit.trim()}:`]);
}
