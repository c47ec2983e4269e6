import type { Address } from '../address/address.js';
import { identityHash } from '../address/address-place.js';
import type { Keyring } from '../keyring/keyring.js';
import type { AddressFactor, UserRecord } from '../user-records.js';
import { pendingLifeMilliseconds } from './factor-list.js';
import { factorSeals } from './factor-seals.js';

export interface FreshAddress {
  readonly id: string;
  readonly name: string;
  readonly replaces: string | null;
  readonly now: number;
}

/** A pending factor over an address, which the code of a challenge confirms. */
export function newAddressFactor(
  keyring: Keyring,
  { id: userId, applicationId }: Pick<UserRecord, 'id' | 'applicationId'>,
  address: Address,
  { id, name, replaces, now }: FreshAddress,
): AddressFactor {
  return {
    id,
    type: address.channel,
    name,
    status: 'pending',
    createdAt: now,
    confirmedAt: null,
    lastUsedAt: null,
    pendingUntil: now + pendingLifeMilliseconds,
    replaces,
    addressSealed: keyring.seal(applicationId, factorSeals.address(userId, id), address.canonical),
    addressMasked: address.masked,
    addressHash: identityHash(keyring, applicationId, address.identity),
    challengeId: null,
  };
}
