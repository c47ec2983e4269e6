import { type ChildProcess, spawn } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Environment } from '@otpost/config/operator-config';
import { limitProcess, openDescriptors } from './limit-process.js';

/** One process of the product, the built one, as an operator runs it. */
export interface ProductProcess {
  readonly name: string;
  /** Where it listens; kept over a restart. Empty for a worker. */
  url(): string;
  metricsUrl(): string;
  processId(): number;
  /** Resolves when it says that it is ready. `changes` are to its variables, for this run. */
  start(changes?: Environment): Promise<void>;
  /**
   * So many files and connections it may have open beside those that it has (`prlimit`, of Linux). Not from its start, for which
   * Node opens hundreds of files at once. Null: as many as it may, as at its start.
   */
  limitDescriptors(more: number | null): void;
  /** No write of it to any file succeeds, as on a full disk, until `freeDisk`. Its log is no file of its own. */
  fillDisk(): void;
  freeDisk(): void;
  /** SIGKILL. */
  kill(): Promise<void>;
  /** SIGTERM; gives the exit code. */
  terminate(): Promise<number | null>;
}

export interface ProductProcessPlan {
  readonly name: string;
  readonly app: 'api' | 'worker';
  /** All its variables: nothing is inherited. */
  readonly environment: Environment;
  /** Gets everything it writes. */
  readonly logFile: string;
}

interface Ports {
  readonly port?: number;
  readonly metricsPort?: number;
}

const programs = {
  api: fileURLToPath(new URL('../../../apps/api/dist/main.js', import.meta.url)),
  worker: fileURLToPath(new URL('../../../apps/worker/dist/main.js', import.meta.url)),
};

function launch({ app, logFile }: ProductProcessPlan, environment: Environment): ChildProcess {
  // With a channel to its parent it ends by itself when the test run is gone.
  const child = spawn(process.execPath, [programs[app]], {
    env: { ...environment },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const log = createWriteStream(logFile, { flags: 'a' });
  child.stdout?.pipe(log, { end: false });
  child.stderr?.pipe(log, { end: false });
  child.once('close', () => log.end());
  return child;
}

function untilReady({ name, logFile }: ProductProcessPlan, child: ChildProcess): Promise<Ports> {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => reject(new Error(`${name} ended with ${code ?? signal}; see ${logFile}`)));
    if (!child.stdout) return;
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (line.includes('"msg":"ready"')) resolve(JSON.parse(line) as Ports);
    });
  });
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

async function end(child: ChildProcess | undefined, signal: NodeJS.Signals): Promise<number | null> {
  if (!child || hasEnded(child)) return child?.exitCode ?? null;
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.kill(signal);
  await ended;
  return child.exitCode;
}

/** Made, not started. The ports that it chooses at its first start are those of every later one. */
export function productProcess(plan: ProductProcessPlan): ProductProcess {
  let child: ChildProcess | undefined;
  let ports: Ports = {};
  return {
    name: plan.name,
    url: () => (ports.port === undefined ? '' : `http://127.0.0.1:${ports.port}`),
    metricsUrl: () => `http://127.0.0.1:${ports.metricsPort}/metrics`,
    processId: () => child?.pid ?? 0,
    start: async (changes = {}) => {
      const chosen = ports.port ?? plan.environment['OTPOST_PORT'] ?? 0;
      const own = { OTPOST_PORT: String(chosen), OTPOST_METRICS_PORT: String(ports.metricsPort ?? 0) };
      child = launch(plan, { ...plan.environment, ...own, ...changes });
      ports = await untilReady(plan, child);
    },
    limitDescriptors: (more) => {
      const processId = child?.pid ?? 0;
      limitProcess(processId, 'nofile', more === null ? null : openDescriptors(processId) + more);
    },
    fillDisk: () => limitProcess(child?.pid ?? 0, 'fsize', 1),
    freeDisk: () => limitProcess(child?.pid ?? 0, 'fsize', null),
    kill: async () => void (await end(child, 'SIGKILL')),
    terminate: () => end(child, 'SIGTERM'),
  };
}
