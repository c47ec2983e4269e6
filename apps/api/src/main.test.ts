import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { connectRedisOnce } from '@otpost/process/connect-redis';
import { startTestRedis, type TestRedis } from '@otpost/process/start-test-redis';

const program = fileURLToPath(new URL('../dist/main.js', import.meta.url));
// Whole processes start here, beside all other tests.
jest.setTimeout(60_000);
let redis: TestRedis;
let directory: string;
beforeAll(async () => {
  redis = await startTestRedis('--appendonly yes --appendfsync always --maxmemory-policy noeviction');
  directory = await mkdtemp(join(tmpdir(), 'otpost-main-'));
});
afterAll(async () => {
  await redis.stop();
  await rm(directory, { recursive: true });
});

type Line = Readonly<Record<string, unknown>>;

interface Child {
  readonly lines: Line[];
  readonly ended: Promise<number | null>;
  errors(): string;
  kill(signal: NodeJS.Signals): void;
  /** The nth log line with this message, as soon as it is there. */
  line(message: string, count?: number): Promise<Line>;
}

function startChild(file: string, variables: Record<string, string> = {}): Child {
  const environment = {
    OTPOST_ENVIRONMENT: 'test',
    OTPOST_PUBLIC_URL: 'http://localhost:7070',
    OTPOST_PORT: '0',
    OTPOST_METRICS_PORT: '0',
    OTPOST_DATA_DIRECTORY: directory,
    REDIS_URL: redis.url,
    ...variables,
  };
  const child = spawn(process.execPath, [file], { env: environment, stdio: ['ignore', 'pipe', 'pipe'] });
  const lines: Line[] = [];
  let errors = '';
  createInterface({ input: child.stdout }).on('line', (line) => lines.push(JSON.parse(line) as Line));
  child.stderr.on('data', (text: Buffer) => (errors += text.toString()));
  return {
    lines,
    ended: new Promise((resolve) => child.once('close', resolve)),
    errors: () => errors,
    kill: (signal) => void child.kill(signal),
    line: async (message, count = 1) => {
      for (;;) {
        const found = lines.filter(({ msg }) => msg === message)[count - 1];
        if (found) return found;
        if (child.exitCode !== null) throw new Error(`It ended: ${errors}`);
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    },
  };
}

test('it says ready with its ports, serves, and on SIGTERM ends with 0', async () => {
  const child = startChild(program);
  const { port, metricsPort } = await child.line('ready');
  expect((await fetch(`http://127.0.0.1:${port as number}/readyz`)).status).toBe(200);
  await child.line('request');
  const metrics = await (await fetch(`http://127.0.0.1:${metricsPort as number}/metrics`)).text();
  expect(metrics).toContain('otpost_http_requests_total{method="GET",route="/readyz",status="200"} 1');
  child.kill('SIGTERM');
  expect(await child.ended).toBe(0);
  expect(child.lines.at(-1)).toMatchObject({ msg: 'stopped' });
});

test('a wrong setting ends it at once with 78 and the name of the setting', async () => {
  const child = startChild(program, { OTPOST_PORT: 'eighty', REDIS_URL: 'nonsense' });
  expect(await child.ended).toBe(78);
  expect(child.errors()).toMatch(/OTPOST_PORT[\s\S]*REDIS_URL/);
});

test('a port that is taken ends it with 1 and the reason', async () => {
  const holder = createServer();
  const port = await new Promise<number>((resolve) =>
    holder.listen(0, '127.0.0.1', () => resolve((holder.address() as { port: number }).port)),
  );
  const child = startChild(program, { OTPOST_PORT: String(port) });
  expect(await child.ended).toBe(1);
  expect(child.errors()).toBe(
    `OTPOST_PORT: 127.0.0.1:${port} is taken by another process: each on one machine needs a port of its own\n`,
  );
  holder.close();
});

test('several share one port under node:cluster', async () => {
  const primary = join(directory, 'primary.mjs');
  await writeFile(
    primary,
    `import cluster from 'node:cluster';
     cluster.setupPrimary({ exec: ${JSON.stringify(program)} });
     const workers = [cluster.fork(), cluster.fork()];
     let left = workers.length;
     cluster.on('exit', (_worker, code) => { if (code !== 0) process.exit(code); if (--left === 0) process.exit(0); });
     process.on('SIGTERM', () => workers.forEach((worker) => worker.process.kill('SIGTERM')));`,
  );
  const child = startChild(primary);
  const [first, second] = [await child.line('ready', 1), await child.line('ready', 2)];
  expect(second['port']).toBe(first['port']);
  expect((await fetch(`http://127.0.0.1:${first['port'] as number}/livez`)).status).toBe(200);
  child.kill('SIGTERM');
  expect(await child.ended).toBe(0);
});

test('on the Redis of another installation it waits and says so, and starts when none of its processes runs any more', async () => {
  const client = connectRedisOnce(redis.url, () => undefined);
  await client.connect();
  await client.set('{otpost}:installation', 'another');
  const child = startChild(program);
  const line = await child.line('This process waits for a Redis of its own');
  expect(JSON.stringify(line)).toContain('Another installation');
  // As the last of its processes leaves it.
  await client.pexpire('{otpost}:installation', 500);
  await child.line('ready');
  expect(await client.get('{otpost}:installation')).not.toBe('another');
  expect(await client.pttl('{otpost}:installation')).toBeGreaterThan(0);
  client.disconnect();
  child.kill('SIGTERM');
  expect(await child.ended).toBe(0);
});
