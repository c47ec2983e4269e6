import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from '@jest/globals';
import type { LoadOrder } from './load-order.js';
import { runLoad } from './run-load.js';

let server: Server | undefined;
afterEach(() => {
  server?.closeAllConnections();
  server?.close();
});

interface Seen {
  readonly path: string;
  readonly body: string;
  readonly authorization: string | undefined;
  readonly port: number | undefined;
}

/** A real server that notes what it gets and answers 201 with an id, unless told otherwise. */
async function serve(answer: RequestListener = (_, response) => response.end('{"id":"ch_1"}')) {
  const seen: Seen[] = [];
  server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks).toString();
      const { authorization } = request.headers;
      seen.push({ path: request.url ?? '', body, authorization, port: request.socket.remotePort });
      response.statusCode = request.url?.endsWith('/check') ? 200 : 201;
      answer(request, response);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { seen, port: (server.address() as AddressInfo).port };
}

function order(port: number, changes: Partial<LoadOrder> = {}): LoadOrder {
  return {
    port,
    apiKey: 'otp_live_x',
    requests: { kind: 'issue', addressPrefix: 'bench-1' },
    extent: { kind: 'count', count: 20 },
    inFlight: 4,
    ...changes,
  };
}

describe('a load that issues', () => {
  test('sends as many requests as ordered, each with a new address, over as many connections as ordered', async () => {
    const { seen, port } = await serve();
    const { completed, ids } = await runLoad(order(port));
    expect(completed).toBe(20);
    expect(ids).toHaveLength(20);
    expect(new Set(seen.map(({ body }) => body)).size).toBe(20);
    expect(JSON.parse(seen[0]?.body ?? '')).toMatchObject({ channel: 'email' });
    expect(new Set(seen.map((request) => request.port)).size).toBe(4);
    expect(seen[0]?.authorization).toBe('Bearer otp_live_x');
  });

  test('goes on over a new connection when the server closes one', async () => {
    const { seen, port } = await serve((_, response) => response.setHeader('Connection', 'close').end('{"id":"ch_1"}'));
    expect((await runLoad(order(port, { inFlight: 2 }))).completed).toBe(20);
    expect(new Set(seen.map((request) => request.port)).size).toBe(20);
  });

  test('at a pace tells for each address when it was sent', async () => {
    const { port } = await serve();
    const extent = { kind: 'pace', perSecond: 1000, count: 10 } as const;
    const { completed, sentAt } = await runLoad(order(port, { extent }));
    expect(completed).toBe(10);
    expect(Object.keys(sentAt)).toHaveLength(10);
  });
});

test('a load of checks sends each answer once to its challenge', async () => {
  const { seen, port } = await serve((_, response) => response.end('{}'));
  const answers = [
    { id: 'ch_a', code: '111111' },
    { id: 'ch_b', code: '222222' },
  ];
  await runLoad(order(port, { requests: { kind: 'check', answers } }));
  expect(seen.map(({ path, body }) => `${path} ${body}`).toSorted((a, b) => a.localeCompare(b))).toEqual([
    '/v1/challenges/ch_a/check {"code":"111111"}',
    '/v1/challenges/ch_b/check {"code":"222222"}',
  ]);
});

describe('a load fails rather than count what is no success', () => {
  test('at another status, with the words of the server', async () => {
    const { port } = await serve((_, response) => {
      response.statusCode = 429;
      response.end('{"code":"rate_limited"}');
    });
    await expect(runLoad(order(port))).rejects.toThrow('Answered with 429: {"code":"rate_limited"}');
  });

  test('when the server drops the connection', async () => {
    const { port } = await serve((request) => request.socket.destroy());
    await expect(runLoad(order(port))).rejects.toThrow(/closed|ECONNRESET/);
  });
});
