import type { IncomingMessage, RequestListener } from 'node:http';
import type { TrustedProxies } from '@otpost/config/trusted-proxies-schema';
import type { Context } from '@otpost/core/context';
import { OtpostError } from '@otpost/core/errors';
import type { ProviderKinds } from '@otpost/core/settings/providers/provider-kinds';
import express, { type Express, type NextFunction, type Request } from 'express';
import type { ConsoleSite } from './authentication/authenticate-admin.js';
import { consoleRouter } from './console/console-router.js';
import { docsRouter } from './docs/docs-router.js';
import { answerProblem, type FaultReporters, type ProblemAnswerer } from './http/answer-problem.js';
import { beginRequest, type RequestObserver } from './http/begin-request.js';
import type { ApiResponse } from './http/request-facts.js';
import { siteCookie } from './http/site-cookie.js';
import { pagesRouter } from './pages/pages-router.js';
import { receiptsRouter } from './receipts/receipts-router.js';
import { createCrowdGate } from './route/crowd-gate.js';
import { createRouteFinder } from './route/find-plain-route.js';
import type { Route } from './route/route.js';
import { type RouteParts, type ServedRoute, serveRoute } from './route/serve-route.js';

/**
 * More at once waits for Redis only, and the bells of creates would not be rung in time; a whole second of a burst is less than
 * the usual patience of a caller.
 */
const crowdLimits = { atOnce: 128, burstMilliseconds: 1000, standingMilliseconds: 300, now: () => performance.now() };

export interface ApiParts extends FaultReporters {
  readonly context: Context;
  readonly routes: readonly Route[];
  /** Their receipts are taken. */
  readonly kinds: ProviderKinds;
  /** Without a slash at its end. */
  readonly publicUrl: string;
  readonly trustedProxies: TrustedProxies;
  readonly observe: RequestObserver;
}

/** Below the routes, so that a path which is known answers 405 to the methods it does not take. */
function refuseOtherMethods(app: Express, routes: readonly Route[]): void {
  for (const path of new Set(routes.map((route) => route.path))) {
    const methods = routes.filter((route) => route.path === path).map((route) => route.method.toUpperCase());
    const taken = methods.join(', ');
    app.route(path).all((request: Request, response: ApiResponse) => {
      response.locals.facts.route = path;
      // RFC 9110 section 15.5.6.
      response.setHeader('Allow', taken);
      throw new OtpostError('method_not_allowed', `${request.method} is not taken here; ${taken} is`);
    });
  }
}

export interface App {
  readonly express: Express;
  /** For node's server. */
  readonly listener: RequestListener;
}

interface AppParts extends ApiParts {
  readonly served: readonly { readonly route: Route; readonly serve: ServedRoute }[];
  readonly whole: RouteParts;
  readonly answerError: ProblemAnswerer;
}

function createExpress(parts: AppParts): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.enable('case sensitive routing');
  app.enable('strict routing');
  app.set('query parser', 'simple');
  app.set('trust proxy', parts.trustedProxies);

  for (const { route, serve } of parts.served) app[route.method](route.path, serve);
  // Who opens the bare address is a person.
  app.get('/', (_request: Request, response: ApiResponse) => {
    response.locals.facts.route = '/';
    response.redirect(302, '/console/');
  });
  app.use('/docs', docsRouter());
  app.use('/pages', pagesRouter(parts));
  app.use('/console', consoleRouter(parts.whole));
  app.use(receiptsRouter(parts));
  refuseOtherMethods(app, parts.routes);
  app.use(() => {
    throw new OtpostError('not_found', 'There is nothing at this path');
  });
  // Express tells an error handler by its four arguments.
  app.use((thrown: unknown, _request: Request, response: ApiResponse, _next: NextFunction) =>
    parts.answerError(thrown, response),
  );
  return app;
}

/** Serves by the route itself where it is found at once. */
function createDispatch({ served, answerError }: AppParts, app: Express) {
  const findRoute = createRouteFinder(served);
  return (request: IncomingMessage, response: ApiResponse): void => {
    const { method = '', url = '' } = request;
    const found = findRoute(method, url);
    if (!found) {
      app(request, response);
      return;
    }
    const routed = Object.assign(request, { url, path: url, params: found.params, query: {} });
    found.serve(routed, response).catch((error: unknown) => answerError(error, response));
  };
}

/** The Express application over a route table, and what stands before it for every request. */
export function createApp(parts: ApiParts): App {
  const site: ConsoleSite = {
    cookie: siteCookie(parts.publicUrl, 'console'),
    browserCookie: siteCookie(parts.publicUrl, 'browser'),
    publicUrl: parts.publicUrl,
  };
  const whole = { context: parts.context, site, gate: createCrowdGate(crowdLimits) };
  const answerError = answerProblem(`${parts.publicUrl}/docs/errors`, parts);
  const served = parts.routes.map((route) => ({ route, serve: serveRoute(whole, route) }));
  const own: AppParts = { ...parts, whole, served, answerError };
  const app = createExpress(own);
  const begin = beginRequest(parts.context.randomBytes, parts.observe);
  const dispatch = createDispatch(own, app);
  const listener: RequestListener = (request, response) => {
    const answered = response as ApiResponse;
    try {
      begin(request, answered);
      dispatch(request, answered);
    } catch (error) {
      answerError(error, answered);
    }
  };
  return { express: app, listener };
}
