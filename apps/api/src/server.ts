import { createServer, type RequestListener, type Server } from 'node:http';
import type { Socket } from 'node:net';
import { answerClientError } from './http/answer-client-error.js';
import { mostHeaders } from './http/guard-request.js';

/** Limits against slow and endless senders, from OWASP ASVS 5.0 V4 and the defaults of common load balancers. */
const usualLimits = {
  headersTimeout: 10_000,
  /** From the first byte of a request to the last of its body. */
  requestTimeout: 15_000,
  /** Longer than the 60 s of common load balancers, so that they close first. */
  keepAliveTimeout: 65_000,
  maxHeaderSize: 16 * 1024,
  connectionsCheckingInterval: 1000,
  /** Ours says more: see guardRequest. */
  requireHostHeader: false,
};
const mostRequestsPerSocket = 1000;

export type ServerLimits = typeof usualLimits;

/** The HTTP server, with every limit set. What is not HTTP is answered by a problem as well. */
export function createApiServer(
  listener: RequestListener,
  errorsUrl: string,
  newRequestId: () => string,
  limits: Partial<ServerLimits> = {},
): Server {
  const server = createServer({ ...usualLimits, ...limits }, listener);
  server.maxHeadersCount = mostHeaders + 1;
  server.maxRequestsPerSocket = mostRequestsPerSocket;
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Socket) =>
    answerClientError(error.code, socket, newRequestId(), errorsUrl),
  );
  // RFC 9110 section 10.1.1 leaves it open; node's own answer, a bare 417, would be no problem document.
  server.on('checkExpectation', listener);
  server.on('connect', (_request, socket: Socket) =>
    answerClientError('HPE_INVALID_METHOD', socket, newRequestId(), errorsUrl),
  );
  return server;
}
