import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** For tests: a real Redis of their own. */
export interface TestRedis {
  readonly url: string;
  readonly processId: number;
  readonly directory: string;
  readonly stop: () => Promise<void>;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}

/**
 * Starts redis-server on a free port in a directory of its own. `settings` are as on its command line (`--appendonly yes`);
 * `limits` are shell commands that run before it (`ulimit -f 64`).
 */
export async function startTestRedis(settings = '', limits = ':'): Promise<TestRedis> {
  const directory = await mkdtemp(join(tmpdir(), 'otpost-redis-'));
  const port = await freePort();
  const own = ['--port', String(port), '--bind', '127.0.0.1', '--dir', directory, '--save', ''];
  const words = settings.split(' ').filter((word) => word !== '');
  const server = spawn('sh', ['-c', `${limits}; exec redis-server "$@"`, 'redis-server', ...own, ...words]);
  const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()));
  await new Promise<void>((ready, failed) => {
    server.once('error', failed);
    server.once('exit', (code) => failed(new Error(`redis-server ended with ${code}`)));
    server.stdout.on('data', (text: Buffer) => {
      if (text.includes('Ready to accept connections')) ready();
    });
  });
  return {
    url: `redis://127.0.0.1:${port}`,
    processId: server.pid ?? 0,
    directory,
    stop: async () => {
      server.kill('SIGKILL');
      await ended;
      await rm(directory, { recursive: true });
    },
  };
}
