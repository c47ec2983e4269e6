import type { Address } from '../address/address.js';
import { parseAddress } from '../address/parse-address.js';
import type { Keyring } from '../keyring/keyring.js';
import type { AddressFactor } from '../user-records.js';
import { factorSeals } from './factor-seals.js';

/** The address as it was sealed, in its canonical form. */
export function openFactorAddress(keyring: Keyring, applicationId: string, factor: AddressFactor): string {
  return keyring.unseal(applicationId, factorSeals.address(factor.id), factor.addressSealed);
}

export function parseFactorAddress(keyring: Keyring, applicationId: string, factor: AddressFactor): Address {
  const parsed = parseAddress(factor.type, openFactorAddress(keyring, applicationId, factor));
  if (!parsed.ok) throw new Error(`The address of factor ${factor.id} is none: ${parsed.reason}`);
  return parsed.address;
}
