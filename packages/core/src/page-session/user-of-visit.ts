import type { Context } from '../context.js';
import type { UserOf } from '../user/require-user.js';
import { openExternalId } from '../user/user-profile.js';
import type { Visit } from './require-visit.js';

/** The user of a visit, as the verbs of /v1 want it. */
export function userOfVisit(context: Context, { session, user }: Visit): UserOf {
  const externalId = openExternalId(context.settings.current().keyring, user);
  return { applicationId: session.applicationId, externalId };
}
