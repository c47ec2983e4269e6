import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { eventually } from '../servers/eventually.js';
import { startTcpProxy, type TcpProxy } from './tcp-proxy.js';

/** Long enough for bytes that were let through to be seen. */
const quietMilliseconds = 150;

let echo: Server;
let proxy: TcpProxy;
const talkers: Talker[] = [];

interface Talker {
  readonly socket: Socket;
  heard: string;
  error: string | undefined;
}

beforeEach(async () => {
  echo = createServer((socket) => void socket.on('error', () => undefined).pipe(socket));
  await new Promise<void>((resolve) => echo.listen(0, '127.0.0.1', resolve));
  proxy = await startTcpProxy((echo.address() as AddressInfo).port);
});
afterEach(async () => {
  for (const { socket } of talkers.splice(0)) socket.destroy();
  await proxy.close();
  await new Promise((resolve) => echo.close(resolve));
});

function talk(): Talker {
  const talker: Talker = { socket: connect(proxy.port, '127.0.0.1'), heard: '', error: undefined };
  talker.socket.on('data', (bytes: Buffer) => void (talker.heard += bytes.toString()));
  talker.socket.on('error', (error: NodeJS.ErrnoException) => void (talker.error = error.code));
  talkers.push(talker);
  return talker;
}

async function say(talker: Talker, words: string): Promise<void> {
  const before = talker.heard;
  talker.socket.write(words);
  await eventually('the echo is heard', () => talker.heard === before + words, 3000);
}

async function expectSilence(talker: Talker, words: string): Promise<void> {
  const before = talker.heard;
  talker.socket.write(words);
  await sleep(quietMilliseconds);
  expect(talker).toMatchObject({ heard: before, error: undefined });
}

const expectReset = (talker: Talker) => eventually('it is reset', () => talker.error === 'ECONNRESET', 3000);

describe('a TCP proxy', () => {
  test('without a fault passes everything on, and the end of a connection too', async () => {
    const talker = talk();
    await say(talker, 'hello');
    talker.socket.end();
    await eventually('it is closed', () => talker.socket.closed && proxy.connectionCount() === 0, 3000);
    expect(talker.error).toBeUndefined();
  });

  test('delays live connections at once, and keeps the order when the delay shrinks', async () => {
    const talker = talk();
    await say(talker, 'a');
    proxy.setFault({ delayMilliseconds: 200 });
    const startedAt = performance.now();
    talker.socket.write('b');
    await sleep(20);
    proxy.setFault('none');
    talker.socket.write('c');
    await eventually('all is heard', () => talker.heard === 'abc', 3000);
    expect(performance.now() - startedAt).toBeGreaterThanOrEqual(199);
  });

  test('drops bytes while the connection stays, and never shows a gap afterwards', async () => {
    const talker = talk();
    await say(talker, 'a');
    proxy.setFault('drop');
    await expectSilence(talker, 'b');
    proxy.setFault('none');
    talker.socket.write('c');
    await expectReset(talker);
    expect(talker.heard).toBe('a');
    await say(talk(), 'new');
  });

  test('resets live connections at once, and new ones', async () => {
    const talker = talk();
    await say(talker, 'a');
    proxy.setFault('reset');
    await expectReset(talker);
    const second = talk();
    await eventually('it is closed', () => second.socket.closed, 3000);
    expect(second.heard).toBe('');
    proxy.setFault('none');
    await say(talk(), 'new');
  });

  test('shows all bytes to a watch, which may lose some, and counts the connections it took', async () => {
    const talker = talk();
    await say(talker, 'a');
    const seen: string[] = [];
    proxy.setWatch((from, bytes) => {
      seen.push(`${from} ${bytes.toString()}`);
      return from === 'server' && bytes.includes('c') ? 'lose' : 'pass';
    });
    await say(talker, 'b');
    await expectSilence(talker, 'c');
    expect(seen).toEqual(['client b', 'server b', 'client c', 'server c']);
    proxy.setWatch(undefined);
    await say(talk(), 'new');
    expect(proxy.takenCount()).toBe(2);
  });

  test('leaves connections half open: taken, never answered, and mute for good when it is mended', async () => {
    const live = talk();
    await say(live, 'a');
    proxy.setFault('half-open');
    await expectSilence(live, 'b');
    const late = talk();
    await expectSilence(late, 'c');
    proxy.setFault('none');
    await expectSilence(live, 'd');
    await expectSilence(late, 'e');
    await say(talk(), 'new');
  });
});
