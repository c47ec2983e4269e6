import { applicationOf } from '../challenge/application-of.js';
import type { Context } from '../context.js';
import { requiredSinceAt } from '../policy/evaluate-policy.js';
import { changeUser } from './change-user.js';
import type { MfaView } from './mfa-schemas.js';
import { viewMfa } from './mfa-view.js';
import { requireUser, type UserOf } from './require-user.js';

/**
 * What the application must do with this user now, and why. The first asking at which a requirement applies is remembered,
 * since the grace period counts from it. Throws `not_found`.
 */
export async function getMfa(context: Context, request: UserOf): Promise<MfaView> {
  const { policy } = applicationOf(context.settings.current(), request.applicationId).settings;
  const user = await requireUser(context, request);
  const now = context.now();
  if (requiredSinceAt(policy, user, now) === user.requiredSince) return viewMfa(policy, user, now);
  const changed = await changeUser(context, user.id, (stored) => {
    const requiredSince = requiredSinceAt(policy, stored, now);
    return { change: requiredSince === stored.requiredSince ? undefined : { requiredSince }, result: undefined };
  });
  return viewMfa(policy, changed.user, now);
}
