import type { Context } from '../context.js';
import { OtpostError } from '../errors.js';
import type { Policy } from '../policy/policy-schema.js';
import { canProve } from '../proof/authority.js';
import type { UserRecord } from '../user-records.js';
import { openProfile } from './user-profile.js';

/**
 * Whether the user must answer a code at the address that the application knows before the first factor is set up: where the
 * policy does not take the application's word for a fresh password.
 */
export function owesOwnAddress(policy: Policy, user: UserRecord): boolean {
  return policy.verifyBeforeFirst && !canProve(user, policy);
}

/** Where that code goes. Throws `policy_forbids` when the application has told no address. */
export function requireOwnAddress(context: Context, user: UserRecord): string {
  const { email } = openProfile(context.settings.current().keyring, user);
  if (email !== null) return email;
  throw new OtpostError(
    'policy_forbids',
    'The policy asks for a mailed code first, and this user has no email address',
  );
}
