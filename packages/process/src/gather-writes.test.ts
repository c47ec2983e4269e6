import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { setImmediate as turn } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { Redis } from 'ioredis';
import { connectRedis } from './connect-redis.js';
import { gatherWrites } from './gather-writes.js';
import { startTestRedis } from './start-test-redis.js';

let server: Server;
let arrived: string[];
let socket: Socket;

beforeEach(async () => {
  arrived = [];
  server = createServer((other) => {
    other.setEncoding('utf8').on('data', (text: string) => arrived.push(text));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  socket = connect({ port: typeof address === 'object' ? (address?.port ?? 0) : 0, host: '127.0.0.1' });
  await once(socket, 'connect');
  gatherWrites(socket);
});

afterEach(() => {
  socket.destroy();
  server.close();
});

async function untilArrived(text: string): Promise<void> {
  for (let turns = 0; arrived.join('') !== text; turns += 1) {
    if (turns > 10_000) throw new Error(`Only ${JSON.stringify(arrived)} arrived`);
    await turn();
  }
}

test('what is written in one turn arrives in one piece, and in order', async () => {
  for (const text of ['one', 'two', 'three']) socket.write(text);
  await untilArrived('onetwothree');
  expect(arrived).toEqual(['onetwothree']);
});

test('of many the first leave before the turn is over, and all arrive in order', async () => {
  const texts = Array.from({ length: 20 }, (_, place) => `${place},`);
  for (const text of texts) socket.write(text);
  expect(socket.bytesWritten - socket.writableLength).toBeGreaterThan(0);
  await untilArrived(texts.join(''));
});

test('the next turn is sent by itself', async () => {
  socket.write('first');
  await untilArrived('first');
  socket.write('second');
  await untilArrived('firstsecond');
});

test('what is held back is sent when the connection is ended in the same turn', async () => {
  socket.write('last');
  socket.end();
  await untilArrived('last');
});

test('a connection that breaks within the turn fails the commands that it held back, and nothing else', async () => {
  const redis = await startTestRedis();
  const { commands, subscriber } = connectRedis(redis.url, 'request', () => undefined);
  if (!(commands instanceof Redis)) throw new Error('This is one Redis');
  try {
    if (commands.status !== 'ready') await once(commands, 'ready');
    const held = Promise.allSettled([commands.incr('held'), commands.incr('held')]);
    commands.stream.destroy();
    expect((await held).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    await once(commands, 'ready');
    expect(await Promise.all([commands.incr('after'), commands.incr('after')])).toEqual([1, 2]);
    expect(await commands.get('held')).toBeNull();
  } finally {
    commands.disconnect();
    subscriber.disconnect();
    await redis.stop();
  }
});
