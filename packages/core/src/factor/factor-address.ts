import type { Address } from '../address/address.js';
import { parseAddress } from '../address/parse-address.js';
import type { Keyring } from '../keyring/keyring.js';
import type { AddressFactor, UserRecord } from '../user-records.js';
import { factorSeals } from './factor-seals.js';

type Owner = Pick<UserRecord, 'id' | 'applicationId'>;

/** The address as it was sealed, in its canonical form. */
export function openFactorAddress(keyring: Keyring, user: Owner, factor: AddressFactor): string {
  return keyring.unseal(user.applicationId, factorSeals.address(user.id, factor.id), factor.addressSealed);
}

export function parseFactorAddress(keyring: Keyring, user: Owner, factor: AddressFactor): Address {
  const parsed = parseAddress(factor.type, openFactorAddress(keyring, user, factor));
  if (!parsed.ok) throw new Error(`The address of factor ${factor.id} is none: ${parsed.reason}`);
  return parsed.address;
}
