import { type ChildProcess, execFileSync } from 'node:child_process';
import { eventually } from './eventually.js';

function isStopped(processId: number): boolean {
  const state = execFileSync('ps', ['-o', 'state=', '-p', String(processId)], { encoding: 'utf8' });
  return state.trim().startsWith('T');
}

/** SIGSTOP, and until it has come to every thread: on a busy machine others may go on for a moment after the signal. */
export async function hangProcess(child: ChildProcess): Promise<void> {
  child.kill('SIGSTOP');
  await eventually('it hangs', () => isStopped(child.pid ?? 0), 5000);
}
