import type { Address } from '../address/address.js';
import { identityHash } from '../address/address-place.js';
import type { Keyring } from '../keyring/keyring.js';
import type { AddressFactor } from '../user-records.js';
import { pendingLifeMilliseconds } from './factor-list.js';
import { factorSeals } from './factor-seals.js';

export interface FreshAddress {
  readonly id: string;
  readonly name: string;
  readonly replaces: string | null;
  /** The challenge that confirms it. */
  readonly challengeId: string;
  readonly now: number;
}

/** A pending factor over an address. */
export function newAddressFactor(
  keyring: Keyring,
  applicationId: string,
  address: Address,
  { id, name, replaces, challengeId, now }: FreshAddress,
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
    addressSealed: keyring.seal(applicationId, factorSeals.address(id), address.canonical),
    addressMasked: address.masked,
    addressHash: identityHash(keyring, applicationId, address.identity),
    challengeId,
  };
}
