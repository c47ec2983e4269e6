import type { Keyring } from '../keyring/keyring.js';
import type { UserProfile, UserRecord } from '../user-records.js';

export const emptyProfile: UserProfile = {
  name: null,
  email: null,
  emailVerified: false,
  phone: null,
  phoneVerified: false,
  emailFactorId: null,
  phoneFactorId: null,
};

const profileContext = (userId: string): string => `user:${userId}:profile`;
const externalIdContext = (userId: string): string => `user:${userId}:external-id`;

export function sealProfile(keyring: Keyring, applicationId: string, userId: string, profile: UserProfile): string {
  return keyring.seal(applicationId, profileContext(userId), JSON.stringify(profile));
}

export function openProfile(keyring: Keyring, user: UserRecord): UserProfile {
  return JSON.parse(keyring.unseal(user.applicationId, profileContext(user.id), user.profileSealed)) as UserProfile;
}

export function sealExternalId(keyring: Keyring, applicationId: string, userId: string, externalId: string): string {
  return keyring.seal(applicationId, externalIdContext(userId), externalId);
}

/** The application's own id, as it knows the user. */
export function openExternalId(keyring: Keyring, user: UserRecord): string {
  return keyring.unseal(user.applicationId, externalIdContext(user.id), user.externalIdSealed);
}
