import type { IncomingMessage } from 'node:http';
import { mayActAs } from '@otpost/core/admin/admin-role';
import { readAdminSession } from '@otpost/core/admin/session/read-admin-session';
import { isFresh } from '@otpost/core/admin/session/session-life';
import type { Context } from '@otpost/core/context';
import { OtpostError } from '@otpost/core/errors';
import { refuseOtherSites } from '../http/refuse-other-sites.js';
import type { SiteCookie } from '../http/site-cookie.js';
import { authenticateAdminKey } from './authenticate.js';
import type { AdminAccess, AdminCaller } from './caller.js';

/** Where the session of the console is found. */
export interface ConsoleSite {
  readonly cookie: SiteCookie;
  /** What a browser is known by, from one sign-in to the next. */
  readonly browserCookie: SiteCookie;
  readonly publicUrl: string;
}

/** Sent by the console's own script only. */
export const consoleHeader = 'otpost-console';

export function needsStepUp(): OtpostError {
  return new OtpostError('step_up_required', 'This takes a second factor that was shown within the last five minutes');
}

async function authenticateSession(
  context: Context,
  site: ConsoleSite,
  request: IncomingMessage,
): Promise<AdminCaller> {
  const text = site.cookie.read(request);
  if (text === undefined)
    throw new OtpostError('unauthenticated', 'Sign in, or send an admin key as "Authorization: Bearer otp_..."');
  refuseOtherSites(request, site.publicUrl, consoleHeader);
  const found = await readAdminSession(context, text);
  if (found?.session.stage !== 'signed_in') throw new OtpostError('unauthenticated', 'Sign in again');
  const { session, admin } = found;
  return {
    keyId: admin.id,
    applicationId: null,
    scopes: [],
    actor: `admin:${admin.id}`,
    role: admin.role,
    reach: { applications: admin.applications },
    secondFactorAt: session.secondFactorAt,
  };
}

/**
 * Which admin calls, by a key or by the session of the console, and whether they may: `unauthenticated`, `forbidden`,
 * `step_up_required`.
 */
export async function authenticateAdmin(
  context: Context,
  site: ConsoleSite,
  request: IncomingMessage,
  access: AdminAccess,
): Promise<AdminCaller> {
  const { authorization } = request.headers;
  if (authorization !== undefined) return authenticateAdminKey(authorization, context.settings.current());
  const caller = await authenticateSession(context, site, request);
  if (!mayActAs(caller.role, access.role)) {
    throw new OtpostError('forbidden', `This takes the role "${access.role}"; yours is "${caller.role}"`);
  }
  if (access.reach === 'installation' && caller.reach.applications !== null) {
    throw new OtpostError('forbidden', 'This concerns all applications, and you are an admin of some');
  }
  if (access.stepUp && !isFresh(caller.secondFactorAt, context.now())) throw needsStepUp();
  return caller;
}
