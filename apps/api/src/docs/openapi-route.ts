import { z } from 'zod';
import type { DescribedRoute, Route } from '../route/route.js';
import { openApiDocument } from './openapi-document.js';

/** Serves the document of all routes, its own included. It is made when it is first asked for. */
export function openApiRoute(others: readonly DescribedRoute[]): Route {
  let document: unknown;
  const route: Route = {
    method: 'get',
    path: '/openapi.json',
    access: 'anyone',
    tag: 'Documentation',
    summary: 'This document',
    answers: { 200: { description: 'OpenAPI 3.1.', schema: z.looseObject({ openapi: z.string() }) } },
    errors: [],
    handle: async () => {
      document ??= openApiDocument([...others, route]);
      return { status: 200, body: document };
    },
  };
  return route;
}
