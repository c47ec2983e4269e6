import { OtpostError } from '@otpost/core/errors';
import { type Request, Router } from 'express';
import type { ApiResponse } from '../http/request-facts.js';
import { builtFiles, readSiteFiles, sendSiteFile } from '../http/site-files.js';
import { accountRoutes } from './account/account.js';
import type { ConsoleRoute } from './console-route.js';
import { adminFactorRoutes } from './factors/factors.js';
import { followAdminLinkRoute, lookAtAdminLinkRoute } from './links/follow.js';
import { type ConsoleParts, serveConsoleRoute } from './serve-console-route.js';
import { readConsoleSessionRoute } from './session/read.js';
import { askForPasskeyRoute, showSecondFactorRoute } from './session/second-factor.js';
import { signInRoute } from './session/sign-in.js';
import { signOutRoute } from './session/sign-out.js';

/** How an admin comes in: every path below /console/v1. All else that the console does goes by /admin/v1. */
export const consoleRoutes: readonly ConsoleRoute[] = [
  readConsoleSessionRoute,
  signInRoute,
  signOutRoute,
  askForPasskeyRoute,
  showSecondFactorRoute,
  lookAtAdminLinkRoute,
  followAdminLinkRoute,
  ...adminFactorRoutes,
  ...accountRoutes,
];

/** Everything below /console: its API for signing in, its files, and the one page for all other paths. */
export function consoleRouter(parts: ConsoleParts): Router {
  const router = Router({ caseSensitive: true, strict: true });
  for (const route of consoleRoutes) router[route.method](`/v1${route.path}`, serveConsoleRoute(parts, route));
  router.use('/v1', () => {
    throw new OtpostError('not_found', 'There is nothing at this path');
  });

  const files = readSiteFiles(builtFiles.console);
  router.get('/{*path}', (request: Request, response: ApiResponse) => {
    response.locals.facts.route = '/console';
    sendSiteFile(request, response, files);
  });
  return router;
}
