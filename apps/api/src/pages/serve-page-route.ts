import type { Context } from '@otpost/core/context';
import { requireVisit } from '@otpost/core/page-session/require-visit';
import type { Request } from 'express';
import { z } from 'zod';
import { contextOfRequest } from '../http/context-of-request.js';
import { parseInput } from '../http/parse-input.js';
import { parseJson } from '../http/parse-json.js';
import { readBody } from '../http/read-body.js';
import { refuseOtherSites } from '../http/refuse-other-sites.js';
import type { ApiResponse } from '../http/request-facts.js';
import { sendAnswer } from '../http/send-answer.js';
import type { SiteCookie } from '../http/site-cookie.js';
import type { PageRoute, VisitCall } from './page-route.js';

export interface PageParts {
  readonly context: Context;
  readonly publicUrl: string;
  readonly cookie: SiteCookie;
}

/** Sent by our own script only. */
const pageHeader = 'otpost-page';

const noFields = z.strictObject({});

async function parseBody(route: PageRoute, request: Request): Promise<unknown> {
  if (route.method === 'get') return undefined;
  const bytes = await readBody(request);
  const value = bytes.length === 0 ? undefined : parseJson(bytes);
  if (route.body) return parseInput(route.body, value, 'body');
  if (value !== undefined) parseInput(noFields, value, 'body');
  return undefined;
}

function proofOf(request: Request): string | undefined {
  const header = request.headers['otpost-proof'];
  return Array.isArray(header) ? header[0] : header;
}

/** Refuses other sites, finds the visit, parses, and answers. Errors go to the problem handler. */
export function servePageRoute({ context, publicUrl, cookie }: PageParts, route: PageRoute) {
  return async (request: Request, response: ApiResponse): Promise<void> => {
    const { facts } = response.locals;
    facts.route = `/pages/v1${route.path}`;
    refuseOtherSites(request, publicUrl, pageHeader);
    const visit = route.needsVisit ? await requireVisit(context, cookie.read(request)) : undefined;
    facts.applicationId = visit?.session.applicationId ?? null;
    const params = route.params ? parseInput(route.params, request.params, 'path') : {};
    const body = await parseBody(route, request);
    const own = contextOfRequest(context, request, facts);
    const call = { context: own, cookie, params, body, visit, ip: request.ip, proof: proofOf(request) };
    // linkRoute hides the visit from its handler.
    sendAnswer(response, facts.requestId, await route.handle(call as VisitCall<unknown, unknown>));
  };
}
