import type { IncomingMessage } from 'node:http';
import type { RandomBytes } from '@otpost/core/clock';
import { newId } from '@otpost/core/ids';
import { guardRequest, knownMethods } from './guard-request.js';
import type { ApiResponse, RequestFacts } from './request-facts.js';

export interface RequestEnd {
  readonly status: number;
  readonly durationMilliseconds: number;
  /** The caller went away before the whole answer was sent. */
  readonly aborted: boolean;
}

export type RequestObserver = (facts: RequestFacts, end: RequestEnd) => void;

/** Names the request, tells about its end, and throws for what no route may see. An id from outside is never taken over. */
export function beginRequest(randomBytes: RandomBytes, observe: RequestObserver) {
  return (request: IncomingMessage, response: ApiResponse): void => {
    const startedAt = performance.now();
    const facts: RequestFacts = {
      requestId: newId('req', randomBytes),
      startedAt,
      method: knownMethods.has(request.method ?? '') ? (request.method ?? 'other') : 'other',
      route: null,
      applicationId: null,
      errorCode: null,
      limit: null,
      outcome: null,
    };
    response.locals = { facts };
    // A response closes once; `once` would wrap the listener and take it away again.
    response.on('close', () => {
      const durationMilliseconds = performance.now() - startedAt;
      observe(facts, { status: response.statusCode, durationMilliseconds, aborted: !response.writableFinished });
    });
    guardRequest(request);
  };
}
