import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { waitUntil } from './wait-until.js';

export interface Program {
  /** Of the file that holds what it says. */
  readonly logPath: string;
  readonly path: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly programArguments?: readonly string[];
}

export interface RunningProgram {
  readonly processId: number;
  /** As its ready line tells it; 0 for one that serves none. */
  readonly port: number;
  readonly stop: () => Promise<void>;
}

const startMilliseconds = 20_000;
/** Longer than our own programs take to end in order. */
const stopMilliseconds = 30_000;

/** The port in the line that a program prints when it is ready, as ours do: `{"port":7070,"msg":"ready"}`. */
function readReadyPort(logPath: string): number | undefined {
  const line = readFileSync(logPath, 'utf8')
    .split('\n')
    .find((candidate) => candidate.startsWith('{') && candidate.includes('"msg":"ready"'));
  return line === undefined ? undefined : ((JSON.parse(line) as { port?: number }).port ?? 0);
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

async function stopChild(child: ChildProcess): Promise<void> {
  if (hasEnded(child)) return;
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.kill('SIGTERM');
  const force = setTimeout(() => child.kill('SIGKILL'), stopMilliseconds);
  await ended;
  clearTimeout(force);
}

/**
 * Starts a node program in a process of its own and resolves when it says that it is ready. It logs into a file: a pipe
 * would cost this process time that the measured ones need.
 */
export async function startProgram({
  path,
  environment,
  logPath,
  programArguments = [],
}: Program): Promise<RunningProgram> {
  const log = openSync(logPath, 'w');
  const child = spawn(process.execPath, [path, ...programArguments], {
    // Nothing of this terminal, so that a variable of the operator changes no figure.
    env: { NODE_ENV: 'production', ...environment },
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  child.once('error', () => child.kill());
  try {
    const port = await waitUntil(`"ready" from ${path}`, startMilliseconds, () => {
      if (hasEnded(child)) throw new Error(`${path} ended at its start:\n${readFileSync(logPath, 'utf8')}`);
      return readReadyPort(logPath);
    });
    return { processId: child.pid ?? 0, port, stop: () => stopChild(child) };
  } catch (error) {
    await stopChild(child);
    throw error;
  }
}
