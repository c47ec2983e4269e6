import { applicationOf } from '../challenge/application-of.js';
import type { Context } from '../context.js';
import { OtpostError } from '../errors.js';
import type { ApplicationRecord } from '../records.js';
import { requireUser, type UserOf } from '../user/require-user.js';
import type { FactorRecord, UserRecord } from '../user-records.js';
import { currentFactors } from './factor-list.js';

export interface UserToSetUp {
  readonly application: ApplicationRecord;
  readonly user: UserRecord;
}

/** A person whose factors may be changed. Throws `not_found`, and `policy_forbids` for a service account. */
export async function userToSetUp(context: Context, request: UserOf): Promise<UserToSetUp> {
  const application = applicationOf(context.settings.current(), request.applicationId);
  const user = await requireUser(context, request);
  if (user.type === 'service') {
    throw new OtpostError('policy_forbids', 'A service account has no factors: it uses app passwords');
  }
  return { application, user };
}

/** Throws `not_found` for a factor that is not there, or that was pending for too long. */
export function requireFactor(user: UserRecord, id: string, now: number): FactorRecord {
  const factor = currentFactors(user.factors, now).find((one) => one.id === id);
  if (!factor) throw new OtpostError('not_found', 'The user has no factor with this id');
  return factor;
}
