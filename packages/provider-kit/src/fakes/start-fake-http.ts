import http, { type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import { type BehaviourScript, createBehaviourScript } from './behaviour-script.js';
import { type HttpBehaviour, performBehaviour } from './http-behaviour.js';
import { expiredTestCertificate, testCertificate, testPrivateKey } from './test-certificate.js';

export interface ReceivedRequest {
  readonly method: string;
  /** Path and query. */
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  /** How the fake answered. */
  readonly behaviour: HttpBehaviour['kind'];
  /** Of a scripted `answer`. */
  readonly status?: number;
}

type RequestSoFar = Omit<ReceivedRequest, 'behaviour' | 'status'>;

/** What a request asks that is no message. */
export interface FakeAsides {
  readonly isAside: (request: RequestSoFar) => boolean;
  readonly answer: (request: RequestSoFar) => FakeAnswer;
}

interface FakeAnswer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

export interface FakeHttp extends Pick<BehaviourScript<HttpBehaviour, RequestSoFar>, 'behaveNext' | 'behaveAlways'> {
  /** `http://localhost:1234`, without a path. */
  readonly origin: string;
  readonly port: number;
  /** Every request that was read to its end, in order, whatever was answered. */
  readonly received: readonly ReceivedRequest[];
  /** How the next check of the connection, and the like, is answered instead. */
  behaveNextAside(behaviour: HttpBehaviour): void;
  close(): Promise<void>;
}

export interface FakeHttpOptions {
  /** The answer of `accept`. */
  readonly accepted: (request: RequestSoFar) => FakeAnswer;
  /** Requests beside the messages: neither on the script nor among `received`. */
  readonly asides?: FakeAsides;
  /** Serve TLS with the test certificate, or with an expired one. */
  readonly tls?: 'valid' | 'expired';
}

/** A real HTTP server on a free loopback port that can be told to misbehave. */
export async function startFakeHttp({ accepted, asides, tls }: FakeHttpOptions): Promise<FakeHttp> {
  const script = createBehaviourScript<HttpBehaviour, RequestSoFar>({ kind: 'accept' });
  const plannedAsides: HttpBehaviour[] = [];
  const received: ReceivedRequest[] = [];
  const handle = async (incoming: IncomingMessage, response: ServerResponse) => {
    const read = asides ? await readRequest(incoming) : undefined;
    if (asides && read && asides.isAside(read)) {
      performBehaviour(plannedAsides.shift() ?? { kind: 'accept' }, response, () => asides.answer(read));
      return;
    }
    const planned = script.take();
    if (typeof planned !== 'function' && planned.kind === 'reset_before_body') {
      incoming.socket.resetAndDestroy();
      return;
    }
    const request = read ?? (await readRequest(incoming));
    const behaviour = typeof planned === 'function' ? planned(request) : planned;
    const status = behaviour.kind === 'answer' ? { status: behaviour.status } : {};
    received.push({ ...request, behaviour: behaviour.kind, ...status });
    performBehaviour(behaviour, response, () => accepted(request));
  };
  const listener = (incoming: IncomingMessage, response: ServerResponse) => {
    // A peer that goes away while it is read or answered is part of the game.
    handle(incoming, response).catch(() => incoming.destroy());
  };
  const server = tls ? https.createServer(certificateOf(tls), listener) : http.createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `${tls ? 'https' : 'http'}://localhost:${port}`,
    port,
    received,
    behaveNext: script.behaveNext,
    behaveAlways: script.behaveAlways,
    behaveNextAside: (behaviour) => void plannedAsides.push(behaviour),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function certificateOf(tls: 'valid' | 'expired'): { key: string; cert: string } {
  return { key: testPrivateKey, cert: tls === 'valid' ? testCertificate : expiredTestCertificate };
}

async function readRequest(incoming: IncomingMessage): Promise<RequestSoFar> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Uint8Array);
  return {
    method: incoming.method ?? '',
    path: incoming.url ?? '',
    headers: incoming.headers,
    body: Buffer.concat(chunks).toString('utf8'),
  };
}
