import http, { type ClientRequest, type IncomingHttpHeaders, type IncomingMessage } from 'node:http';
import https from 'node:https';
import type { LookupFunction } from 'node:net';
import { TLSSocket } from 'node:tls';
import { startDeadline } from './start-deadline.js';

export interface HttpRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

export interface HttpLimits {
  /** DNS, TCP and TLS together, in milliseconds. */
  readonly connectMilliseconds: number;
  /** The whole exchange, in milliseconds. */
  readonly totalMilliseconds: number;
  /** What is read of an answer; the rest is thrown away unread. */
  readonly answerBytes: number;
}

/** DESIGN section 6: 3 s to connect, 8 s in all. 64 KB of an answer are enough for any documented one. */
export const httpLimits: HttpLimits = { connectMilliseconds: 3000, totalMilliseconds: 8000, answerBytes: 65_536 };

export interface HttpOptions {
  readonly signal: AbortSignal;
  readonly limits?: HttpLimits;
  readonly agent?: http.Agent;
  /** Replaces the DNS lookup: pins the connection to addresses that were checked. */
  readonly lookup?: LookupFunction;
  /** Trusted certificate authorities, PEM; for tests. Operators set NODE_EXTRA_CA_CERTS. */
  readonly trustedAuthorities?: string;
}

export interface HttpAnswer {
  readonly kind: 'answer';
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Uint8Array;
  /** False when the body was too long, broken off or too slow. */
  readonly complete: boolean;
}

export interface HttpFailure {
  readonly kind: 'failure';
  /** `before_body`: not a byte of the request was written, so it was certainly not taken. */
  readonly stage: 'before_body' | 'after_body';
  readonly reason: 'timeout' | 'aborted' | 'network';
  /** The system's word: `ECONNREFUSED`, `CERT_HAS_EXPIRED`. */
  readonly code?: string;
}

export type HttpExchange = HttpAnswer | HttpFailure;

/** One request, one answer: no redirect, no retry, no decompression, bounded in time and memory. Failures are results. */
export function exchangeHttp(request: HttpRequest, options: HttpOptions): Promise<HttpExchange> {
  const limits = options.limits ?? httpLimits;
  const deadline = startDeadline(limits.totalMilliseconds, options.signal);
  return new Promise<HttpExchange>((resolve) => {
    let stage: HttpFailure['stage'] = 'before_body';
    let connectTimedOut = false;
    let answered = false;
    const outgoing = openRequest(request, options);
    const fail = (code?: string) => {
      if (answered) return;
      const timedOut = connectTimedOut || deadline.timedOut();
      const reason = timedOut ? 'timeout' : deadline.signal.aborted ? 'aborted' : 'network';
      resolve({ kind: 'failure', stage, reason, ...(reason === 'network' && code ? { code } : {}) });
      outgoing.destroy();
    };
    const settle = (answer: HttpAnswer): void => {
      // A connection with unread bytes on it must not go back to the agent.
      if (!answer.complete) outgoing.destroy();
      resolve(answer);
    };
    const connectTimer = setTimeout(() => {
      connectTimedOut = true;
      fail();
    }, limits.connectMilliseconds);
    outgoing.on('close', () => clearTimeout(connectTimer));
    outgoing.on('error', (error: NodeJS.ErrnoException) => fail(error.code ?? error.name));
    onceConnected(outgoing, () => {
      clearTimeout(connectTimer);
      // Held back until now, so that an earlier failure is known to have sent nothing.
      stage = 'after_body';
      outgoing.end(request.body);
    });
    outgoing.on('response', (incoming) => {
      answered = true;
      void readAnswer(incoming, limits.answerBytes, deadline.signal).then(settle);
    });
    deadline.signal.addEventListener('abort', () => fail(), { once: true });
    if (deadline.signal.aborted) fail();
  }).finally(deadline.clear);
}

function openRequest({ method, url, headers, body }: HttpRequest, options: HttpOptions): ClientRequest {
  const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
  const open = url.protocol === 'https:' ? https.request : http.request;
  return open(url, {
    method,
    headers: { ...headers, ...length, 'accept-encoding': 'identity' },
    agent: options.agent ?? false,
    minVersion: 'TLSv1.2',
    ...(options.lookup ? { lookup: answerLater(options.lookup) } : {}),
    ...(options.trustedAuthorities ? { ca: options.trustedAuthorities } : {}),
  });
}

/**
 * A lookup that answers at once connects at once, and a connection that the system refuses in that turn (no descriptor left, no
 * route to the address) fails before anybody listens to the socket, which ends the process.
 */
function answerLater(lookup: LookupFunction): LookupFunction {
  return (hostname, options, callback) =>
    lookup(hostname, options, (...found) => process.nextTick(() => callback(...found)));
}

function onceConnected(outgoing: ClientRequest, connected: () => void): void {
  outgoing.once('socket', (socket) => {
    const isTls = socket instanceof TLSSocket;
    if (outgoing.reusedSocket) connected();
    else socket.once(isTls ? 'secureConnect' : 'connect', connected);
  });
}

/** Never rejects. What was read until the limit, a break or the deadline is kept; `complete` tells. */
function readAnswer(incoming: IncomingMessage, limit: number, signal: AbortSignal): Promise<HttpAnswer> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  return new Promise((resolve) => {
    const finish = (complete: boolean) => {
      const body = Buffer.concat(chunks).subarray(0, limit);
      resolve({ kind: 'answer', status: incoming.statusCode ?? 0, headers: incoming.headers, body, complete });
    };
    incoming.on('data', (chunk: Uint8Array) => {
      chunks.push(chunk);
      length += chunk.length;
      if (length > limit) finish(false);
    });
    incoming.on('end', () => finish(incoming.complete));
    incoming.on('error', () => finish(false));
    incoming.on('close', () => finish(false));
    signal.addEventListener('abort', () => finish(false), { once: true });
  });
}
