import type { Context } from '../context.js';
import { OtpostError } from '../errors.js';
import type { UserRecord } from '../user-records.js';
import { userRecordId } from './user-id.js';

export interface UserOf {
  readonly applicationId: string;
  /** The application's own id. */
  readonly externalId: string;
}

export function userNotFound(): OtpostError {
  return new OtpostError('not_found', 'There is no user with this id for this application');
}

/** Throws `not_found`; another application's user is not there at all. */
export async function requireUser(context: Context, { applicationId, externalId }: UserOf): Promise<UserRecord> {
  const id = userRecordId(context.settings.current().keyring, applicationId, externalId);
  const user = await context.store.users.get(id);
  if (!user || user.applicationId !== applicationId) throw userNotFound();
  return user;
}
