import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { platform } from 'node:os';

/** Names one process for good: a number alone is used again by the system. */
export interface ProcessIdentity {
  readonly pid: number;
  /** Boot of the machine and start within it; only compared, never read. */
  readonly startedAt: string;
}

/** The state and start of a process from /proc: fields 3 and 22 (man 5 proc), counted behind the name in brackets. */
function readLinuxStart(pid: number): string | undefined {
  if (!existsSync(`/proc/${pid}/stat`)) return undefined;
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  // A zombie runs no more; in a container nobody may ever collect it.
  if (fields[0] === 'Z' || fields[0] === 'X') return undefined;
  return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()} ${fields[19]}`;
}

function readOtherStart(pid: number): string | undefined {
  try {
    const line = execFileSync('ps', ['-o', 'stat=,lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim();
    return line.startsWith('Z') ? undefined : line.replace(/^\S+\s+/, '');
  } catch {
    // ps fails when there is no such process.
    return undefined;
  }
}

/** Undefined when no such process runs. */
export function identifyProcess(pid: number): ProcessIdentity | undefined {
  const startedAt = readStart(pid);
  return startedAt === undefined ? undefined : { pid, startedAt };
}

function readStart(pid: number): string | undefined {
  try {
    return platform() === 'linux' ? readLinuxStart(pid) : readOtherStart(pid);
  } catch (error) {
    // It ended between looking and reading.
    if (['ENOENT', 'ESRCH'].includes((error as NodeJS.ErrnoException).code ?? '')) return undefined;
    throw error;
  }
}

/** True while that very process runs, not another one that got its number. */
export function isRunning(identity: ProcessIdentity): boolean {
  return identifyProcess(identity.pid)?.startedAt === identity.startedAt;
}
