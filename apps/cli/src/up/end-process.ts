import { setTimeout as sleep } from 'node:timers/promises';
import { isRunning, type ProcessIdentity } from './process-identity.js';

const lookEveryMilliseconds = 20;

function sendSignal({ pid }: ProcessIdentity, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    // It ended just now.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

/**
 * Asks a process to end and waits; after `graceMilliseconds` it is killed. Redis takes SIGTERM as SHUTDOWN: it writes its log
 * to the disk first (Redis documentation, "Signals handling").
 */
export async function endProcess(identity: ProcessIdentity, graceMilliseconds: number): Promise<void> {
  if (!isRunning(identity)) return;
  sendSignal(identity, 'SIGTERM');
  // One that is stopped (SIGSTOP) would not hear it.
  sendSignal(identity, 'SIGCONT');
  const killAt = Date.now() + graceMilliseconds;
  let killed = false;
  while (isRunning(identity)) {
    if (!killed && Date.now() >= killAt) {
      sendSignal(identity, 'SIGKILL');
      killed = true;
    }
    await sleep(lookEveryMilliseconds);
  }
}
