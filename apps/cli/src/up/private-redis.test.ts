import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, statSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { freePort } from '@otpost/test/servers/free-port';
import { eventually } from '../testing/eventually.js';
import { temporaryDirectory } from '../testing/temporary-directory.js';
import { type KeptChild, keepChild } from './keep-child.js';
import { planPrivateRedis } from './private-redis.js';

let place: ReturnType<typeof temporaryDirectory>;
let redis: KeptChild;
let url: URL;

/** Sends inline commands and gives everything that is answered. */
async function talk(port: number, ...commands: string[]): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  socket.end(`${commands.join('\r\n')}\r\nQUIT\r\n`);
  let answer = '';
  socket.on('data', (chunk) => {
    answer += String(chunk);
  });
  await once(socket, 'close');
  return answer;
}

beforeEach(async () => {
  // A space in the path, as in many home directories.
  place = temporaryDirectory();
  const directory = join(place.directory, 'my data');
  mkdirSync(directory);
  const planned = planPrivateRedis('redis-server', join(directory, 'redis'), await freePort(), randomBytes);
  url = new URL(planned.url);
  redis = keepChild(planned.plan, {
    logDirectory: place.directory,
    onChange: () => undefined,
    onLine: () => undefined,
    onDeath: () => undefined,
  });
  await redis.ready;
});

afterEach(async () => {
  await redis.stop(10_000);
  place.remove();
});

test('it refuses whoever does not know the password, which only the owner can read', async () => {
  expect(await talk(Number(url.port), 'GET a')).toContain('NOAUTH');
  for (const name of ['password', 'redis.conf']) {
    expect(statSync(join(place.directory, 'my data', 'redis', name)).mode & 0o777).toBe(0o600);
  }
});

test('it keeps what it has acknowledged through a kill -9, on the same port', async () => {
  const login = `AUTH ${url.password}`;
  expect(await talk(Number(url.port), login, 'SET kept yes', 'CONFIG GET appendfsync')).toMatch(/\+OK.*\+OK.*always/s);
  const first = redis.pid()!;
  process.kill(first, 'SIGKILL');
  await eventually('another one runs', () => redis.pid() !== undefined && redis.pid() !== first);
  const answer = await eventually('it answers', () =>
    talk(Number(url.port), login, 'GET kept').then(
      (text) => text.includes('$3') && text,
      () => undefined,
    ),
  );
  expect(answer).toContain('yes');
});
