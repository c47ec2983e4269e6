import { browserName } from '@otpost/core/admin/session/browser-name';
import { type AdminSession, readAdminSession } from '@otpost/core/admin/session/read-admin-session';
import { isFresh } from '@otpost/core/admin/session/session-life';
import type { Context } from '@otpost/core/context';
import { OtpostError } from '@otpost/core/errors';
import type { Request } from 'express';
import { z } from 'zod';
import { type ConsoleSite, consoleHeader, needsStepUp } from '../authentication/authenticate-admin.js';
import { contextOfRequest } from '../http/context-of-request.js';
import { parseInput } from '../http/parse-input.js';
import { parseJson } from '../http/parse-json.js';
import { readBody } from '../http/read-body.js';
import { refuseOtherSites } from '../http/refuse-other-sites.js';
import type { ApiResponse } from '../http/request-facts.js';
import { sendAnswer } from '../http/send-answer.js';
import type { ConsoleRoute } from './console-route.js';

const noFields = z.strictObject({});

async function parseBody(route: ConsoleRoute, request: Request): Promise<unknown> {
  if (route.method === 'get') return undefined;
  const bytes = await readBody(request);
  const value = bytes.length === 0 ? undefined : parseJson(bytes);
  if (route.body) return parseInput(route.body, value, 'body');
  if (value !== undefined) parseInput(noFields, value, 'body');
  return undefined;
}

function requireStage(context: Context, route: ConsoleRoute, found: AdminSession | undefined): void {
  if (route.stages.length === 0) return;
  if (!found || !route.stages.includes(found.session.stage)) throw new OtpostError('unauthenticated', 'Sign in again');
  if (route.stepUp && !isFresh(found.session.secondFactorAt, context.now())) throw needsStepUp();
}

export interface ConsoleParts {
  readonly context: Context;
  readonly site: ConsoleSite;
}

/** Refuses other sites, finds the session, parses, and answers. Errors go to the problem handler. */
export function serveConsoleRoute({ context: whole, site }: ConsoleParts, route: ConsoleRoute) {
  return async (request: Request, response: ApiResponse): Promise<void> => {
    const { facts } = response.locals;
    facts.route = `/console/v1${route.path}`;
    refuseOtherSites(request, site.publicUrl, consoleHeader);
    const context = contextOfRequest(whole, request, facts);
    const text = site.cookie.read(request);
    const found = text === undefined ? undefined : await readAdminSession(context, text);
    requireStage(context, route, found);
    const params = route.params ? parseInput(route.params, request.params, 'path') : {};
    const body = await parseBody(route, request);
    const { cookie, browserCookie } = site;
    const browser = { name: browserName(request.headers['user-agent']), marks: browserCookie.read(request) };
    const call = { context, cookie, browserCookie, params, body, found, browser, ip: request.ip };
    sendAnswer(response, facts.requestId, await route.handle(call));
  };
}
