import { type ChildProcess, execFileSync } from 'node:child_process';

/** A look takes some milliseconds. */
const mostLooks = 1000;

function isStopped(processId: number): boolean {
  const state = execFileSync('ps', ['-o', 'state=', '-p', String(processId)], { encoding: 'utf8' });
  return state.trim().startsWith('T');
}

/** SIGSTOP, and until it has come to every thread: on a busy machine others may go on for a moment after the signal. */
export function hangProcess(child: ChildProcess): void {
  child.kill('SIGSTOP');
  for (let looks = 0; looks < mostLooks; looks += 1) if (isStopped(child.pid ?? 0)) return;
  throw new Error('It does not hang');
}
