import type { IncomingMessage } from 'node:http';
import type { Context } from '@otpost/core/context';
import type { RequestFacts } from './request-facts.js';

/** With traces each request has a context of its own, whose steps name the request and link the caller's trace. */
export function contextOfRequest(context: Context, request: IncomingMessage, { requestId }: RequestFacts): Context {
  if (!context.traces) return context;
  const { traceparent } = request.headers;
  const asked = { requestId, traceparent: Array.isArray(traceparent) ? traceparent[0] : traceparent };
  return { ...context, traces: context.traces.ofRequest(asked) };
}
