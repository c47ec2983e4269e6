import { shardCount } from '../ids.js';
import type { Keyring } from '../keyring/keyring.js';
import type { AddressPlace } from '../live-limits-port.js';

/** Finds one address in history without storing it readable. */
export function identityHash(keyring: Keyring, applicationId: string, identity: string): string {
  return keyring.indexHash('address-identity', applicationId, identity);
}

/**
 * Where an address of an application lives. The shard comes from the folded form, so that all spellings of one mailbox
 * meet in one limiter.
 */
export function addressPlace(
  keyring: Keyring,
  applicationId: string,
  address: { readonly identity: string; readonly folded: string },
): AddressPlace {
  const addressHash = keyring.indexHash('address-folded', applicationId, address.folded);
  const [firstByte = 0] = Buffer.from(addressHash.slice(0, 2), 'base64url');
  return {
    shard: firstByte % shardCount,
    addressHash,
    identityHash: identityHash(keyring, applicationId, address.identity),
  };
}
