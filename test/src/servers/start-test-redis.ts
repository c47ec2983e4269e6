import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { freePort } from './free-port.js';
import { hangProcess } from './hang-process.js';
import { limitProcess } from './limit-process.js';

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
  isRunning(): boolean;
  /**
   * No file of it grows any more, as on a full disk, until `freeDisk`; not by a start either. The system has a limit for the size
   * of files (`prlimit`, of Linux), and a write that meets it fails as one that finds no space.
   */
  fillDisk(): Promise<void>;
  freeDisk(): void;
  /** Ends it and removes its data. */
  stop(): Promise<void>;
}

const productConfig = fileURLToPath(new URL('../../../config/redis.conf', import.meta.url));

export interface TestRedisOptions {
  /** As on the command line: `['--maxmemory', '10mb']`. */
  readonly settings?: readonly string[];
}

/** A write beyond the limit fails, instead of ending the process by a signal. */
const withoutSizeSignal = 'trap "" XFSZ; exec "$@"';

interface Launch {
  readonly port: number;
  readonly directory: string;
  readonly settings: readonly string[];
  /** In bytes; null: without a limit. */
  readonly longestFile: number | null;
}

function launch({ port, directory, settings, longestFile }: Launch): Promise<ChildProcess> {
  const own = ['--port', String(port), '--bind', '127.0.0.1', '--dir', directory, '--daemonize', 'no', '--logfile', ''];
  const limit = longestFile === null ? [] : ['prlimit', `--fsize=${longestFile}:`];
  const words = [...limit, 'redis-server', productConfig, ...own, ...settings];
  const server = spawn('sh', ['-c', withoutSizeSignal, 'sh', ...words], { stdio: ['ignore', 'pipe', 'ignore'] });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.once('exit', (code) => reject(new Error(`redis-server ended with ${code}`)));
    server.stdout.on('data', (text: Buffer) => text.includes('Ready to accept connections') && resolve(server));
  });
}

async function sizeOfLargestFile(directory: string): Promise<number> {
  const entries = await readdir(directory, { withFileTypes: true, recursive: true });
  const files = entries.filter((entry) => entry.isFile());
  const sizes = await Promise.all(files.map(async (file) => (await stat(join(file.parentPath, file.name))).size));
  return Math.max(0, ...sizes);
}

/** Starts redis-server with the product's own redis.conf on a free port, in a directory of its own. */
export async function startTestRedis({ settings = [] }: TestRedisOptions = {}): Promise<TestRedis> {
  const directory = await mkdtemp(join(tmpdir(), 'otpost-redis-'));
  const port = await freePort();
  let longestFile: number | null = null;
  let server = await launch({ port, directory, settings, longestFile });
  const isRunning = (): boolean => server.exitCode === null && server.signalCode === null;
  const limitFiles = (longest: number | null): void => {
    longestFile = longest;
    if (isRunning()) limitProcess(server.pid ?? 0, 'fsize', longest);
  };
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (!isRunning()) return;
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
      server = await launch({ port, directory, settings, longestFile });
    },
    hang: () => hangProcess(server),
    goOn: () => void server.kill('SIGCONT'),
    isRunning,
    fillDisk: async () => limitFiles(await sizeOfLargestFile(directory)),
    freeDisk: () => limitFiles(null),
    stop: async () => {
      await kill();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
