import type { RequestListener } from 'node:http';
import type { TrustedProxies } from '@otpost/config/trusted-proxies-schema';
import type { Context } from '@otpost/core/context';
import { OtpostError } from '@otpost/core/errors';
import type { ProviderKinds } from '@otpost/core/settings/providers/provider-kinds';
import express, { type Express, type NextFunction, type Request } from 'express';
import type { ConsoleSite } from './authentication/authenticate-admin.js';
import { consoleRouter } from './console/console-router.js';
import { docsRouter } from './docs/docs-router.js';
import { answerProblem, type FaultReporter, type ProblemAnswerer } from './http/answer-problem.js';
import { beginRequest, type RequestObserver } from './http/begin-request.js';
import type { ApiResponse } from './http/request-facts.js';
import { siteCookie } from './http/site-cookie.js';
import { pagesRouter } from './pages/pages-router.js';
import { receiptsRouter } from './receipts/receipts-router.js';
import type { Route } from './route/route.js';
import { serveRoute } from './route/serve-route.js';

export interface ApiParts {
  readonly context: Context;
  readonly routes: readonly Route[];
  /** Their receipts are taken. */
  readonly kinds: ProviderKinds;
  /** Without a slash at its end. */
  readonly publicUrl: string;
  readonly trustedProxies: TrustedProxies;
  readonly observe: RequestObserver;
  readonly reportFault: FaultReporter;
}

/** Below the routes, so that a path which is known answers 405 to the methods it does not take. */
function refuseOtherMethods(app: Express, routes: readonly Route[]): void {
  for (const path of new Set(routes.map((route) => route.path))) {
    const methods = routes.filter((route) => route.path === path).map((route) => route.method.toUpperCase());
    app.route(path).all((request: Request, response: ApiResponse) => {
      response.locals.facts.route = path;
      throw new OtpostError('method_not_allowed', `${request.method} is not taken here; ${methods.join(', ')} is`);
    });
  }
}

export interface App {
  readonly express: Express;
  /** For node's server. */
  readonly listener: RequestListener;
}

function createExpress(parts: ApiParts, answerError: ProblemAnswerer): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.enable('case sensitive routing');
  app.enable('strict routing');
  app.set('query parser', 'simple');
  app.set('trust proxy', parts.trustedProxies);

  const site: ConsoleSite = { cookie: siteCookie(parts.publicUrl, 'console'), publicUrl: parts.publicUrl };
  const whole = { context: parts.context, site };
  for (const route of parts.routes) app[route.method](route.path, serveRoute(whole, route));
  app.use('/docs', docsRouter());
  app.use('/pages', pagesRouter(parts));
  app.use('/console', consoleRouter(whole));
  app.use('/receipts', receiptsRouter(parts));
  refuseOtherMethods(app, parts.routes);
  app.use(() => {
    throw new OtpostError('not_found', 'There is nothing at this path');
  });
  // Express tells an error handler by its four arguments.
  app.use((thrown: unknown, _request: Request, response: ApiResponse, _next: NextFunction) =>
    answerError(thrown, response),
  );
  return app;
}

/** The Express application over a route table, and what begins every request before it: a layer of Express costs as much as that. */
export function createApp(parts: ApiParts): App {
  const answerError = answerProblem(`${parts.publicUrl}/docs/errors`, parts.reportFault);
  const begin = beginRequest(parts.context.randomBytes, parts.observe);
  const app = createExpress(parts, answerError);
  const listener: RequestListener = (request, response) => {
    const own = response as ApiResponse;
    try {
      begin(request, own);
    } catch (error) {
      answerError(error, own);
      return;
    }
    app(request, own);
  };
  return { express: app, listener };
}
