import { OtpostError } from '@otpost/core/errors';
import { type Request, Router } from 'express';
import type { ApiResponse } from '../http/request-facts.js';
import { siteCookie } from '../http/site-cookie.js';
import { builtFiles, readSiteFiles, sendSiteFile } from '../http/site-files.js';
import { createAppPasswordRoute, listAppPasswordsRoute, revokeAppPasswordRoute } from './app-passwords.js';
import { beginChallengeRoute } from './challenge/begin.js';
import { checkChallengeRoute } from './challenge/check.js';
import { resendChallengeRoute } from './challenge/resend.js';
import { beginFactorRoute } from './factors/begin.js';
import { confirmFactorRoute } from './factors/confirm.js';
import { removeFactorRoute } from './factors/remove.js';
import { renameFactorRoute } from './factors/rename.js';
import { followResetRoute, lookAtResetRoute } from './links/reset.js';
import { lookAtRevealRoute, revealRoute } from './links/reveal.js';
import { newRecoveryCodesRoute } from './new-recovery-codes.js';
import type { PageRoute } from './page-route.js';
import { requestResetRoute } from './request-reset.js';
import { type PageParts, servePageRoute } from './serve-page-route.js';
import { endSessionRoute } from './session/end.js';
import { extendSessionRoute } from './session/extend.js';
import { openSessionRoute } from './session/open.js';
import { readSessionRoute } from './session/read.js';
import { switchSecondFactorRoute } from './switch-second-factor.js';
import { listTrustedDevicesRoute, revokeTrustedDeviceRoute } from './trusted-devices.js';

/** The pages' own API: every path below /pages/v1. */
const pageRoutes: readonly PageRoute[] = [
  openSessionRoute,
  readSessionRoute,
  extendSessionRoute,
  endSessionRoute,
  beginChallengeRoute,
  checkChallengeRoute,
  resendChallengeRoute,
  beginFactorRoute,
  confirmFactorRoute,
  renameFactorRoute,
  removeFactorRoute,
  newRecoveryCodesRoute,
  switchSecondFactorRoute,
  listAppPasswordsRoute,
  createAppPasswordRoute,
  revokeAppPasswordRoute,
  listTrustedDevicesRoute,
  revokeTrustedDeviceRoute,
  requestResetRoute,
  lookAtResetRoute,
  followResetRoute,
  lookAtRevealRoute,
  revealRoute,
];

/** Everything below /pages: the API of the pages, their files, and the one page for all other paths. */
export function pagesRouter(parts: Omit<PageParts, 'cookie'>): Router {
  const router = Router({ caseSensitive: true, strict: true });
  const withCookie = { ...parts, cookie: siteCookie(parts.publicUrl, 'page') };
  for (const route of pageRoutes) router[route.method](`/v1${route.path}`, servePageRoute(withCookie, route));
  router.use('/v1', () => {
    throw new OtpostError('not_found', 'There is nothing at this path');
  });

  const files = readSiteFiles(builtFiles.pages);
  router.get('/{*path}', (request: Request, response: ApiResponse) => {
    response.locals.facts.route = '/pages';
    sendSiteFile(request, response, files);
  });
  return router;
}
