import type { Context } from '@otpost/core/context';
import type { Request } from 'express';
import { z } from 'zod';
import { authenticate } from '../authentication/authenticate.js';
import { contextOfRequest } from '../http/context-of-request.js';
import { parseInput } from '../http/parse-input.js';
import { parseJson } from '../http/parse-json.js';
import { readBody } from '../http/read-body.js';
import type { ApiResponse, RequestFacts } from '../http/request-facts.js';
import { type Answer, sendAnswer } from '../http/send-answer.js';
import { answerOnce } from '../idempotency/answer-once.js';
import { repeatableName, requestHash } from '../idempotency/idempotency-key.js';
import type { Call } from './call.js';
import type { Route } from './route.js';

const noFields = z.strictObject({});

function parseBytes(route: Route, bytes: Buffer): unknown {
  const value = bytes.length === 0 ? undefined : parseJson(bytes, route.mostKeys);
  if (route.body) return parseInput(route.body, value, 'body');
  // A POST that needs no body takes an empty object, as many HTTP clients send one.
  if (value !== undefined) parseInput(noFields, value, 'body');
  return undefined;
}

function parseQuery(route: Route, request: Request): unknown {
  if (!route.query && !request.url.includes('?')) return {};
  return parseInput(route.query ?? noFields, request.query, 'query');
}

function proofOf(request: Request): string | undefined {
  const header = request.headers['otpost-proof'];
  return Array.isArray(header) ? header[0] : header;
}

async function answer(context: Context, route: Route, request: Request, facts: RequestFacts): Promise<Answer> {
  const settings = context.settings.current();
  const caller = route.access === 'anyone' ? null : authenticate(request.headers.authorization, route.access, settings);
  facts.applicationId = caller?.applicationId ?? null;

  const params = route.params ? parseInput(route.params, request.params, 'path') : {};
  const query = parseQuery(route, request);
  const takesBody = route.method !== 'get';
  const bytes = takesBody ? await readBody(request, route.longestBodyBytes) : Buffer.alloc(0);
  const body = parseBytes(route, bytes);
  const key = route.replay ? request.headers['idempotency-key'] : undefined;
  const repeatable = repeatableName(key, caller, route, settings.keyring);
  const call: Call = {
    context,
    requestId: facts.requestId,
    caller,
    params,
    query,
    proof: proofOf(request),
    body,
    repeatable,
    workId: undefined,
  };
  if (!route.replay || repeatable === '') return route.handle(call);
  return answerOnce(route, route.replay, call, requestHash(request.path, bytes));
}

/** The whole way of a request through one route: authenticate, parse, one verb, answer. Errors go to the problem handler. */
export function serveRoute(context: Context, route: Route): (request: Request, response: ApiResponse) => Promise<void> {
  return async (request, response) => {
    const { facts } = response.locals;
    facts.route = route.path;
    const done = await answer(contextOfRequest(context, request, facts), route, request, facts);
    facts.outcome = done.outcome ?? null;
    sendAnswer(response, facts.requestId, done);
  };
}
