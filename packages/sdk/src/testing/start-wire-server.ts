import http, { type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

export interface WireRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** Answers, or does what a server should not do. */
export type Behaviour = (response: ServerResponse) => void;

export interface WireServer {
  readonly url: string;
  readonly received: readonly WireRequest[];
  /** One for each request that comes, in order; the last one for all that come after. */
  behave(...behaviours: readonly Behaviour[]): void;
  close(): Promise<void>;
}

/** A real HTTP server on a free port of the loopback that does as it is told. */
export async function startWireServer(): Promise<WireServer> {
  const received: WireRequest[] = [];
  let script: Behaviour[] = [];
  const receive = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { method = '', url: path = '', headers } = request;
    received.push({ method, path, headers, body: await text(request) });
    const behaviour = script.length > 1 ? script.shift() : script[0];
    behaviour?.(response);
  };
  const server = http.createServer((request, response) => {
    receive(request, response).catch(() => request.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    behave: (...behaviours) => {
      script = [...behaviours];
      received.length = 0;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

export const json =
  (status: number, body: object, headers: Readonly<Record<string, string>> = {}): Behaviour =>
  (response) => {
    const type = status < 400 ? 'application/json' : 'application/problem+json';
    response.writeHead(status, { 'content-type': type, ...headers }).end(JSON.stringify(body));
  };

export const problem = (status: number, code: string, more: object = {}): Behaviour =>
  json(status, {
    type: 'about:blank',
    title: code,
    status,
    code,
    detail: `Refused: ${code}`,
    requestId: 'req_1',
    ...more,
  });

/** The request has come; the connection breaks without an answer. */
export const cut: Behaviour = (response) => void response.socket?.resetAndDestroy();

/** The connection breaks within the answer. */
export const cutWithin: Behaviour = (response) => {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
  response.write('{"id":');
  setImmediate(() => response.socket?.destroy());
};

export const silence: Behaviour = () => undefined;

/** A body that begins and never ends. */
export const endlessPause: Behaviour = (response) => {
  response.writeHead(200, { 'content-type': 'application/json' });
  response.write('{"id":');
};

/** More than anybody wants to hold, for as long as somebody reads. */
export const flood: Behaviour = (response) => {
  response.writeHead(200, { 'content-type': 'application/json' });
  const more = (): void => {
    while (response.write(' '.repeat(65_536)));
  };
  response.on('drain', more);
  more();
};

export const html =
  (status: number, headers: Readonly<Record<string, string>> = {}): Behaviour =>
  (response) =>
    void response.writeHead(status, { 'content-type': 'text/html', ...headers }).end('<h1>Bad gateway</h1>');

export const redirect =
  (location: string): Behaviour =>
  (response) =>
    void response.writeHead(307, { location }).end();
