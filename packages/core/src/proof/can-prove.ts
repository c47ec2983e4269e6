import type { Policy } from '../policy/policy-schema.js';
import type { UserRecord } from '../user-records.js';

/** A factor that the policy no longer allows proves nothing any more. */
export function canProve(user: UserRecord, policy: Policy): boolean {
  return user.factors.some(({ status, type }) => status === 'active' && policy.factors.includes(type));
}

/**
 * Whether the user must answer a code at the address that the application knows before the first factor is set up: where the
 * policy does not take the application's word for a fresh password.
 */
export function owesOwnAddress(policy: Policy, user: UserRecord): boolean {
  return policy.verifyBeforeFirst && !canProve(user, policy);
}
