import { applicationOf } from '../challenge/application-of.js';
import type { Context } from '../context.js';
import { OtpostError } from '../errors.js';
import type { LivePageSession } from '../live-page-port.js';
import type { Authority } from '../proof/authority.js';
import type { ApplicationRecord } from '../records.js';
import { userNotFound } from '../user/require-user.js';
import type { UserRecord } from '../user-records.js';
import { isOver } from './page-life.js';
import { parsePageSecret } from './page-secret.js';
import { openVisit } from './sealed-visit.js';

/** One request of a user on a hosted page. */
export interface Visit {
  readonly session: LivePageSession;
  readonly application: ApplicationRecord;
  readonly user: UserRecord;
  readonly resetId: string | undefined;
}

function noVisit(): OtpostError {
  return new OtpostError('not_found', 'This visit is over');
}

/** The visit that a cookie belongs to. Throws `not_found` when there is none or it is over. */
export async function requireVisit(context: Context, cookie: string | undefined): Promise<Visit> {
  const secret = parsePageSecret(cookie ?? '');
  const session = secret && (await context.live.pageSessions.readVisit(secret.id, secret.hash));
  if (!session || isOver(session)) throw noVisit();
  const user = await context.store.users.get(session.userId);
  if (user?.applicationId !== session.applicationId) throw userNotFound();
  const settings = context.settings.current();
  const { resetId } = openVisit(settings.keyring, session);
  return { session, application: applicationOf(settings, session.applicationId), user, resetId };
}

/** Long enough to install an authenticator app after signing in. */
const signInMilliseconds = 15 * 60_000;

function hasSignedIn({ flow, acts, now }: LivePageSession): boolean {
  if (flow !== 'challenge') return false;
  return acts.some(({ act, at }) => act === 'approved' && now - at <= signInMilliseconds);
}

/** By what right a visit changes factors: never as an admin. */
export function authorityOfVisit(visit: Visit, proof: string | undefined): Authority {
  const { session, resetId } = visit;
  const actor = `page:${session.id}` as const;
  const reset = resetId === undefined ? {} : { resetId };
  return { actor, isAdmin: false, proof, hasSignedIn: hasSignedIn(session), ...reset };
}
