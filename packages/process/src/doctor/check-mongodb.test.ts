import { connect, createServer, type Server, type Socket } from 'node:net';
import { afterEach, expect, test } from '@jest/globals';
import { checkMongodb } from './check-mongodb.js';
import { hideCredentials } from './hide-credentials.js';

let server: Server | undefined;
const sockets: Socket[] = [];
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  const closing = server;
  server = undefined;
  if (closing) await new Promise((resolve) => closing.close(resolve));
});

/** Listens and never says a word. */
async function silentPort(): Promise<number> {
  const listening = createServer((socket) => sockets.push(socket));
  server = listening;
  await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve));
  const address = listening.address();
  return typeof address === 'object' && address ? address.port : 0;
}

/** Connects and waits for one byte, as any driver's first question does. */
function ping(port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1').once('error', reject);
    socket.once('data', () => resolve());
    sockets.push(socket);
  });
}

const url = (port: number) => `mongodb://user:hunter2@127.0.0.1:${port}/otpost?authSource=admin`;

test('a MongoDB that nobody runs is named with its mend, without its password', async () => {
  const port = await silentPort();
  await new Promise((resolve) => server?.close(resolve));
  server = undefined;
  const finding = await checkMongodb(url(port), () => ping(port));
  expect(finding).toEqual({
    check: 'mongodb',
    ok: false,
    what: expect.stringContaining(`mongodb://127.0.0.1:${port} does not answer: connect ECONNREFUSED`),
    mend: expect.stringContaining('OTPOST_MONGODB_URL'),
  });
});

test('a MongoDB that hangs does not hang the doctor', async () => {
  const port = await silentPort();
  expect(await checkMongodb(url(port), () => ping(port), 50)).toMatchObject({
    ok: false,
    what: expect.stringContaining('no answer within 50 ms'),
  });
});

test('a MongoDB that answers is well', async () => {
  expect(await checkMongodb(url(27017), async () => undefined)).toMatchObject({ ok: true });
});

test.each([
  ['mongodb://one:1,two:2/otpost?replicaSet=rs0', 'mongodb://one:1,two:2'],
  ['mongodb+srv://user:p%40ss@cluster.example.com', 'mongodb+srv://cluster.example.com'],
  ['redis://:pass@word@host:6379/1', 'redis://host:6379'],
  ['redis://host', 'redis://host'],
  ['rediss+cluster://user:pass@word@one:1,two:2', 'rediss+cluster://one:1,two:2'],
])('%s is shown as %s', (secret, shown) => {
  expect(hideCredentials(secret)).toBe(shown);
});
