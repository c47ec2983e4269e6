import http, { type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

export interface CuttingProxy {
  readonly url: string;
  /** How many requests went through. */
  readonly passed: () => number;
  /** The server does what the next request asks, and its answer never comes: the connection breaks. */
  cutNext(): void;
  close(): Promise<void>;
}

/** A wire to a server that can lose an answer. */
export async function startCuttingProxy(target: string): Promise<CuttingProxy> {
  let passed = 0;
  let cuts = 0;
  const pass = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await buffer(request);
    const { host: _host, connection: _connection, ...headers } = request.headers;
    const { method = 'GET', url = '/' } = request;
    const sent = { method, headers: headers as Record<string, string>, ...(body.length > 0 ? { body } : {}) };
    const answer = await fetch(new URL(url, target), sent);
    const text = await answer.text();
    passed += 1;
    if (cuts > 0) {
      cuts -= 1;
      request.socket.resetAndDestroy();
      return;
    }
    response.writeHead(answer.status, { 'content-type': answer.headers.get('content-type') ?? '' }).end(text);
  };
  const proxy = http.createServer((request, response) => {
    pass(request, response).catch(() => request.destroy());
  });
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`,
    passed: () => passed,
    cutNext: () => {
      cuts += 1;
    },
    close: () =>
      new Promise((resolve) => {
        proxy.close(() => resolve());
        proxy.closeAllConnections();
      }),
  };
}
