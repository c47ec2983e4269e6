import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort } from './free-port.js';

/** A real Redis that belongs to one test. */
export interface TestRedis {
  readonly url: string;
  readonly port: number;
  readonly directory: string;
  processId(): number;
  /** SIGKILL: nothing is written that was not written before. */
  kill(): Promise<void>;
  /** SIGTERM: it saves and ends. */
  terminate(): Promise<void>;
  /** Starts again on the same port and data. */
  start(): Promise<void>;
  /** SIGSTOP: it takes connections and answers nobody, until `goOn`. */
  hang(): void;
  goOn(): void;
  /** Ends it and removes its data. */
  stop(): Promise<void>;
}

const productConfig = fileURLToPath(new URL('../../../config/redis.conf', import.meta.url));

export interface TestRedisOptions {
  /** As on the command line: `['--maxmemory', '10mb']`. */
  readonly settings?: readonly string[];
}

function launch(port: number, directory: string, settings: readonly string[]): Promise<ChildProcess> {
  const own = ['--port', String(port), '--bind', '127.0.0.1', '--dir', directory, '--daemonize', 'no', '--logfile', ''];
  const server = spawn('redis-server', [productConfig, ...own, ...settings], { stdio: ['ignore', 'pipe', 'ignore'] });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.once('exit', (code) => reject(new Error(`redis-server ended with ${code}`)));
    server.stdout.on('data', (text: Buffer) => text.includes('Ready to accept connections') && resolve(server));
  });
}

/** Starts redis-server with the product's own redis.conf on a free port, in a directory of its own. */
export async function startTestRedis({ settings = [] }: TestRedisOptions = {}): Promise<TestRedis> {
  const directory = await mkdtemp(join(tmpdir(), 'otpost-redis-'));
  const port = await freePort();
  let server = await launch(port, directory, settings);
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (server.exitCode !== null || server.signalCode !== null) return;
    const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()));
    server.kill(signal);
    await ended;
  };
  const kill = () => end('SIGKILL');
  return {
    url: `redis://127.0.0.1:${port}`,
    port,
    directory,
    processId: () => server.pid ?? 0,
    kill,
    terminate: () => end('SIGTERM'),
    start: async () => {
      server = await launch(port, directory, settings);
    },
    hang: () => void server.kill('SIGSTOP'),
    goOn: () => void server.kill('SIGCONT'),
    stop: async () => {
      await kill();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
