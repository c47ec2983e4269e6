import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { eventually } from '@otpost/test/servers/eventually';
import { limitConnections, mostConnections } from './limit-connections.js';

const most = 8;

let server: Server;
let port: number;
let refused: number;
let sockets: Socket[];

beforeEach(async () => {
  refused = 0;
  sockets = [];
  server = createServer((_request, response) => response.end('served'));
  limitConnections(server, most, () => void (refused += 1));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  port = (server.address() as AddressInfo).port;
});
afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  await new Promise((resolve) => server.close(resolve));
});

/** One that says nothing. */
async function open(): Promise<Socket> {
  const socket = connect(port, '127.0.0.1')
    .on('error', () => undefined)
    .resume();
  sockets.push(socket);
  await once(socket, 'connect');
  return socket;
}

async function openMany(count: number): Promise<void> {
  for (let made = 0; made < count; made += 1) await open();
}

const connections = () => new Promise<number>((resolve) => server.getConnections((_error, count) => resolve(count)));

/** The head of the answer to a request that would keep its connection. */
async function ask(): Promise<string> {
  const socket = await open();
  socket.write('GET / HTTP/1.1\r\nHost: localhost\r\n\r\n');
  const [bytes] = (await once(socket, 'data')) as [Buffer];
  return bytes.toString();
}

test('with few connections each is kept after its answer', async () => {
  await openMany(3);
  expect(await ask()).toMatch(/^HTTP\/1.1 200[^]*Connection: keep-alive/i);
  expect(refused).toBe(0);
});

test('with nearly as many as there may be a request is answered and its connection closed', async () => {
  await openMany(6);
  expect(await ask()).toMatch(/^HTTP\/1.1 200[^]*Connection: close/i);
  await eventually('it is closed', async () => (await connections()) === 6);
});

test('one more than there may be is closed, and taken again when another has gone', async () => {
  await openMany(most);
  await eventually('all are taken', async () => (await connections()) === most);
  const late = await open();
  await eventually('it is closed', () => late.destroyed || late.readableEnded || late.closed);
  await eventually('it is told', () => refused === 1);
  sockets[0]?.destroy();
  await eventually('one has gone', async () => (await connections()) === most - 1);
  expect(await ask()).toMatch(/^HTTP\/1.1 200/);
});

test('what the system allows is known on Linux, less what is kept for other work', () => {
  const found = mostConnections();
  if (process.platform === 'linux') expect(found === undefined || found >= 16).toBe(true);
  else expect(found).toBeUndefined();
});
