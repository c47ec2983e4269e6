import type { IncomingMessage } from 'node:http';
import { limitContext } from '@otpost/core/admin/limit-context';
import type { Context } from '@otpost/core/context';
import { z } from 'zod';
import { authenticate } from '../authentication/authenticate.js';
import { authenticateAdmin, type ConsoleSite } from '../authentication/authenticate-admin.js';
import type { AdminCaller, Caller } from '../authentication/caller.js';
import { contextOfRequest } from '../http/context-of-request.js';
import { parseInput } from '../http/parse-input.js';
import { parseJson } from '../http/parse-json.js';
import { readBody } from '../http/read-body.js';
import type { ApiResponse, RequestFacts } from '../http/request-facts.js';
import { type Answer, sendAnswer, sendStream } from '../http/send-answer.js';
import { answerOnce } from '../idempotency/answer-once.js';
import { repeatableName, requestHash } from '../idempotency/idempotency-key.js';
import type { Call } from './call.js';
import type { CrowdGate } from './crowd-gate.js';
import type { Route } from './route.js';

export interface RouteParts {
  readonly context: Context;
  readonly site: ConsoleSite;
  readonly gate: CrowdGate;
}

/** What a route reads of a request, whoever found the route for it. */
export interface RoutedRequest extends IncomingMessage {
  readonly url: string;
  /** Of the URL, without its query. */
  readonly path: string;
  readonly params: unknown;
  readonly query: unknown;
}

export type ServedRoute = (request: RoutedRequest, response: ApiResponse) => Promise<void>;

const noFields = z.strictObject({});

function parseBytes(route: Route, bytes: Buffer): unknown {
  const value = bytes.length === 0 ? undefined : parseJson(bytes, route.mostKeys);
  if (route.body) return parseInput(route.body, value, 'body');
  // A POST that needs no body takes an empty object, as many HTTP clients send one.
  if (value !== undefined) parseInput(noFields, value, 'body');
  return undefined;
}

function parseQuery(route: Route, request: RoutedRequest): unknown {
  if (!route.query && !request.url.includes('?')) return {};
  return parseInput(route.query ?? noFields, request.query, 'query');
}

function proofOf(request: RoutedRequest): string | undefined {
  const header = request.headers['otpost-proof'];
  return Array.isArray(header) ? header[0] : header;
}

interface Callers {
  readonly caller: Caller | null;
  readonly admin: AdminCaller | null;
}

/** Nothing is awaited for an application: its key is known in this process. */
function callersOf(
  context: Context,
  site: ConsoleSite,
  route: Route,
  request: RoutedRequest,
): Callers | Promise<Callers> {
  const { access } = route;
  if (access === 'anyone') return { caller: null, admin: null };
  if (typeof access === 'object') {
    return authenticateAdmin(context, site, request, access).then((admin) => ({ caller: admin, admin }));
  }
  return { caller: authenticate(request.headers.authorization, access, context.settings.current()), admin: null };
}

async function answer(parts: RouteParts, route: Route, request: RoutedRequest, facts: RequestFacts): Promise<Answer> {
  const whole = contextOfRequest(parts.context, request, facts);
  const found = callersOf(whole, parts.site, route, request);
  const { caller, admin } = found instanceof Promise ? await found : found;
  const context = admin ? limitContext(whole, admin.reach) : whole;
  facts.applicationId = caller?.applicationId ?? null;

  const params = route.params ? parseInput(route.params, request.params, 'path') : {};
  const query = parseQuery(route, request);
  const takesBody = route.method !== 'get';
  const bytes = takesBody ? await readBody(request, route.longestBodyBytes) : Buffer.alloc(0);
  const body = parseBytes(route, bytes);
  const key = route.replay ? request.headers['idempotency-key'] : undefined;
  const repeatable = repeatableName(key, caller, route, context.settings.current().keyring);
  const call: Call = {
    context,
    wholeContext: whole,
    requestId: facts.requestId,
    caller,
    admin,
    params,
    query,
    proof: proofOf(request),
    body,
    repeatable,
    workId: undefined,
  };
  const { replay } = route;
  const work = (): Promise<Answer> =>
    !replay || repeatable === ''
      ? route.handle(call)
      : answerOnce(route, replay, call, requestHash(request.path, bytes));
  // Once it has come whole: who sends slowly takes no place. Admins and probes see what goes on whatever applications do.
  return typeof route.access === 'object' || route.access === 'anyone' ? work() : parts.gate.pass(work);
}

/** The whole way of a request through one route: authenticate, parse, one verb, answer. Errors go to the problem handler. */
export function serveRoute(parts: RouteParts, route: Route): ServedRoute {
  return async (request, response) => {
    const { facts } = response.locals;
    facts.route = route.path;
    const done = await answer(parts, route, request, facts);
    facts.outcome = done.outcome ?? null;
    if (done.stream) await sendStream(response, facts.requestId, done, done.stream);
    else sendAnswer(response, facts.requestId, done);
  };
}
