import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { housePath } from '../house.js';
import { type DevFile, readDevFile } from '../up/dev-file.js';
import { identifyProcess } from '../up/process-identity.js';
import { dataPaths } from '../up/up-plan.js';
import { eventually } from './eventually.js';

const startMilliseconds = 90_000;

export interface RunningUp {
  readonly process: ChildProcess;
  /** What it has printed so far, on both outputs. */
  readonly printed: () => string;
  /** dev.json as it is now. */
  readonly file: () => DevFile;
}

/** Every process that dev.json names. */
export function pidsIn({ pids }: DevFile): number[] {
  return [...pids.api, ...pids.workers, pids.redis, pids.inbox].filter((pid) => pid !== null);
}

export function aliveOf(pids: readonly number[]): number[] {
  return pids.filter((pid) => identifyProcess(pid) !== undefined);
}

/** For tests: ./otpost up as a process of its own, once its last line is printed. */
export async function runUp(directory: string, port: number, ...flags: string[]): Promise<RunningUp> {
  const words = [housePath('apps/cli/dist/main.js'), 'up', '--data', directory, '--port', String(port), ...flags];
  const up = spawn(process.execPath, words, { stdio: ['ignore', 'pipe', 'pipe'] });
  let printed = '';
  for (const stream of [up.stdout, up.stderr]) stream.on('data', (chunk) => (printed += String(chunk)));
  await eventually('up is ready', () => printed.includes('Ctrl-C stops') || up.exitCode !== null, startMilliseconds);
  if (up.exitCode !== null) throw new Error(`up ended with ${up.exitCode}:\n${printed}`);
  const file = (): DevFile => {
    const found = readDevFile(dataPaths(directory).devFile);
    if (!found) throw new Error('There is no dev.json');
    return found;
  };
  return { process: up, printed: () => printed, file };
}

/** Sends the signal and waits for the end; gives the exit code. */
export async function endUp({ process: up }: RunningUp, signal: NodeJS.Signals): Promise<number | null> {
  if (up.exitCode !== null || up.signalCode !== null) return up.exitCode;
  const ended = once(up, 'exit');
  up.kill(signal);
  await ended;
  return up.exitCode;
}

/** Kills whatever a failed test may have left. */
export async function clearAway(up: RunningUp | undefined): Promise<void> {
  if (!up) return;
  await endUp(up, 'SIGKILL');
  for (const pid of aliveOf(pidsIn(up.file()))) process.kill(pid, 'SIGKILL');
}
