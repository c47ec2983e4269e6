import type { Keyring } from '../keyring/keyring.js';
import type { AddressFactor, UserRecord } from '../user-records.js';
import { openProfile, sealProfile } from './user-profile.js';

/**
 * For whoever activates an address factor by a code: when it holds the address that the application changed without
 * vouching for it, the factor of the address before ends now. Undefined when nothing else is to change.
 */
export function confirmOwnAddress(
  keyring: Keyring,
  user: UserRecord,
  factor: AddressFactor,
): Pick<UserRecord, 'factors' | 'profileSealed'> | undefined {
  const profile = openProfile(keyring, user);
  const isEmail = factor.type === 'email';
  const ownHash = isEmail ? user.emailHash : user.phoneHash;
  const vouchedId = isEmail ? profile.emailFactorId : profile.phoneFactorId;
  if (factor.addressHash !== ownHash || vouchedId === null || vouchedId === factor.id) return undefined;
  const next = { ...profile, [isEmail ? 'emailFactorId' : 'phoneFactorId']: null };
  return {
    factors: user.factors.filter(({ id }) => id !== vouchedId),
    profileSealed: sealProfile(keyring, user.applicationId, user.id, next),
  };
}
