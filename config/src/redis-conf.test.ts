import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from '@jest/globals';

const confFile = fileURLToPath(new URL('../redis.conf', import.meta.url));
let directory: string;
let server: ChildProcess;

/** redis-cli over a socket file in the test's own directory, so that no port can be taken. */
async function ask(...words: string[]): Promise<string> {
  const { stdout } = await promisify(execFile)('redis-cli', ['-s', join(directory, 'socket'), ...words]);
  return stdout.trim();
}

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'otpost-redis-conf-'));
  server = spawn('redis-server', [
    confFile,
    '--dir',
    directory,
    '--port',
    '0',
    '--unixsocket',
    join(directory, 'socket'),
  ]);
  await new Promise<void>((ready, failed) => {
    server.stdout?.on('data', (text: Buffer) => {
      if (text.includes('connections at')) ready();
    });
    server.once('exit', (code) => failed(new Error(`redis-server ended with ${code}`)));
    server.once('error', failed);
  });
});

afterAll(async () => {
  const ended = new Promise((resolve) => server.once('exit', resolve));
  server.kill();
  await ended;
  await rm(directory, { recursive: true });
});

test.each([
  ['appendonly', 'yes'],
  ['appendfsync', 'always'],
  ['no-appendfsync-on-rewrite', 'no'],
  ['aof-use-rdb-preamble', 'yes'],
  ['save', ''],
  ['maxmemory-policy', 'noeviction'],
  ['maxmemory', String(1024 ** 3)],
  ['hash-max-listpack-value', '1024'],
  ['protected-mode', 'yes'],
  ['bind', '127.0.0.1 -::1'],
])('a real Redis runs with %s %j', async (name, value) => {
  const [, found = ''] = (await ask('CONFIG', 'GET', name)).split('\n');
  expect(found).toBe(value);
});

test('what INFO tells a managed installation agrees', async () => {
  const info = await ask('INFO');
  expect(info).toMatch(/^aof_enabled:1\r?$/m);
  expect(info).toMatch(/^maxmemory_policy:noeviction\r?$/m);
});

test('a hash with a sealed field of 300 bytes stays in its compact form', async () => {
  await ask('HSET', 'challenge', 'sealed', 'x'.repeat(300));
  expect(await ask('OBJECT', 'ENCODING', 'challenge')).toBe('listpack');
});
