import type { Context } from '../context.js';
import { OtpostError } from '../errors.js';
import type { UserRecord } from '../user-records.js';
import { openProfile } from './user-profile.js';

/** Where the code goes that is asked before the first factor. Throws `policy_forbids` when the application has told no address. */
export function requireOwnAddress(context: Context, user: UserRecord): string {
  const { email } = openProfile(context.settings.current().keyring, user);
  if (email !== null) return email;
  throw new OtpostError(
    'policy_forbids',
    'The policy asks for a mailed code first, and this user has no email address',
  );
}
