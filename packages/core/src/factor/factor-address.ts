import type { Keyring } from '../keyring/keyring.js';
import type { AddressFactor, UserRecord } from '../user-records.js';

/** Bound to user and factor: a sealed address that is moved elsewhere does not open. */
const addressContext = (userId: string, factorId: string): string => `user:${userId}:factor:${factorId}:address`;

type Owner = Pick<UserRecord, 'id' | 'applicationId'>;

export function sealFactorAddress(keyring: Keyring, user: Owner, factorId: string, canonical: string): string {
  return keyring.seal(user.applicationId, addressContext(user.id, factorId), canonical);
}

export function openFactorAddress(keyring: Keyring, user: Owner, factor: AddressFactor): string {
  return keyring.unseal(user.applicationId, addressContext(user.id, factor.id), factor.addressSealed);
}
