import { spawn } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { Redis } from 'ioredis';
import { freePort } from '../../servers/free-port.js';
import { housePath } from '../house.js';
import { waitUntil } from './wait-until.js';

export interface BenchRedis {
  readonly url: string;
  /** Of the bench itself, for filling and reading. */
  readonly connection: Redis;
  /** Forgets everything and begins a new append-only file, so that each run finds the same Redis. */
  readonly empty: () => Promise<void>;
  /** Resolves when the append-only file holds the data as it is now, and no child writes it any more. */
  readonly rewriteLog: () => Promise<void>;
  /** Does something without the append-only file, which is written anew afterwards. */
  readonly withoutLog: (work: () => Promise<void>) => Promise<void>;
  readonly usedMemoryBytes: () => Promise<number>;
  readonly stop: () => Promise<void>;
}

export interface BenchRedisOptions {
  readonly directory: string;
  /** As on the command line of redis-server: `['--maxmemory', '8gb']`. All else is config/redis.conf. */
  readonly settings?: readonly string[];
}

const rewriteMilliseconds = 180_000;
const startMilliseconds = 10_000;

async function launch({
  directory,
  settings = [],
}: BenchRedisOptions): Promise<{ port: number; stop: () => Promise<void> }> {
  const port = await freePort();
  await mkdir(directory, { recursive: true });
  const own = ['--port', String(port), '--bind', '127.0.0.1', '--dir', directory, '--daemonize', 'no', '--logfile', ''];
  const server = spawn('redis-server', [housePath('config/redis.conf'), ...own, ...settings], { stdio: 'ignore' });
  const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()));
  await new Promise<void>((resolve, reject) => {
    server.once('spawn', resolve);
    server.once('error', () => reject(new Error('redis-server cannot be started: is it installed?')));
  });
  const stop = async (): Promise<void> => {
    server.kill('SIGKILL');
    await ended;
  };
  return { port, stop };
}

async function infoNumber(connection: Redis, section: string, name: string): Promise<number> {
  const info = await connection.info(section);
  return Number(new RegExp(`^${name}:(\\d+)`, 'm').exec(info)?.[1] ?? Number.NaN);
}

/** Starts a redis-server of its own with the product's settings, so that a commit costs what it costs an operator. */
export async function startBenchRedis(options: BenchRedisOptions): Promise<BenchRedis> {
  const { port, stop } = await launch(options);
  const url = `redis://127.0.0.1:${port}`;
  const connection = new Redis(url);
  // Until the server listens; afterwards a command that fails says so itself.
  connection.on('error', () => undefined);
  await waitUntil('redis-server', startMilliseconds, () => (connection.status === 'ready' ? true : undefined));
  const untilLogWritten = async (): Promise<void> => {
    await waitUntil('the rewrite of the append-only file', rewriteMilliseconds, async () => {
      const underWay = await Promise.all([
        infoNumber(connection, 'persistence', 'aof_rewrite_in_progress'),
        infoNumber(connection, 'persistence', 'aof_rewrite_scheduled'),
      ]);
      return underWay.every((value) => value === 0) || undefined;
    });
  };
  const rewriteLog = async (): Promise<void> => {
    // One that Redis began by itself ends first.
    await untilLogWritten();
    await connection.bgrewriteaof();
    await untilLogWritten();
  };
  return {
    url,
    connection,
    rewriteLog,
    withoutLog: async (work) => {
      await connection.config('SET', 'appendonly', 'no');
      await work();
      // Redis begins to write the new file by itself.
      await connection.config('SET', 'appendonly', 'yes');
      await untilLogWritten();
    },
    empty: async () => {
      await connection.flushall('SYNC');
      await rewriteLog();
    },
    usedMemoryBytes: () => infoNumber(connection, 'memory', 'used_memory'),
    stop: async () => {
      connection.disconnect();
      await stop();
    },
  };
}
