import type { Socket } from 'node:net';
import { invalidField, OtpostError } from '@otpost/core/errors';
import { toProblem } from './problem.js';
import { jsonHeaders } from './static-headers.js';

function errorFor(parserCode: string | undefined): OtpostError {
  switch (parserCode) {
    case 'HPE_HEADER_OVERFLOW':
      return invalidField('headers', 'must be at most 16 KB');
    case 'HPE_INVALID_METHOD':
      return new OtpostError('method_not_allowed', 'This method is not taken here');
    case 'ERR_HTTP_REQUEST_TIMEOUT':
      return invalidField('request', 'did not arrive in time');
    default:
      return invalidField('request', 'is not valid HTTP');
  }
}

/** Answers what never became a request, and ends the connection, since nothing after it can be trusted. */
export function answerClientError(
  parserCode: string | undefined,
  socket: Socket,
  requestId: string,
  errorsUrl: string,
): void {
  if (parserCode === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const problem = toProblem(errorFor(parserCode), requestId, errorsUrl);
  const body = JSON.stringify(problem);
  const own = ['Content-Length', String(Buffer.byteLength(body)), 'Connection', 'close'];
  const pairs = [...jsonHeaders, 'Otpost-Request-Id', requestId, 'Content-Type', 'application/problem+json', ...own];
  const lines = pairs.flatMap((text, place) => (place % 2 === 0 ? [`${text}: ${pairs[place + 1]}`] : []));
  socket.end(`HTTP/1.1 ${problem.status} Refused\r\n${lines.join('\r\n')}\r\n\r\n${body}`);
}
