import type { SuppressionReason } from '@otpost/provider-kit/receipt';
import type { Address } from '../address/address.js';
import { addressPlace } from '../address/address-place.js';
import { parseAddress } from '../address/parse-address.js';
import type { Context } from '../context.js';
import type { AddressPlace } from '../live-limits-port.js';
import type { SuppressionRecord } from '../records.js';
import type { SuppressionView } from './suppression-schemas.js';

export interface NewSuppression extends Pick<SuppressionRecord, 'source' | 'provider' | 'deliveryId'> {
  readonly applicationId: string;
  readonly address: Address;
  readonly reason: SuppressionReason;
}

const sealedIn = (id: string): string => `suppression:${id}`;

/** One row for a mailbox of an application, however it is spelled. */
export function suppressionId({ addressHash }: AddressPlace): string {
  return `sup_${addressHash.replaceAll(/[-_]/g, (sign) => (sign === '-' ? '0a' : '0b')).toLowerCase()}`;
}

export function draftSuppression(context: Context, made: NewSuppression): SuppressionRecord {
  const { applicationId, address, ...rest } = made;
  const { keyring } = context.settings.current();
  const place = addressPlace(keyring, applicationId, address);
  const id = suppressionId(place);
  const now = context.now();
  return {
    id,
    version: 1,
    createdAt: now,
    updatedAt: now,
    applicationId,
    channel: address.channel,
    addressSealed: keyring.seal(applicationId, sealedIn(id), address.canonical),
    addressMasked: address.masked,
    ...rest,
  };
}

/** Where the address lives; undefined when it cannot be read any more. */
export function placeOfSuppression(context: Context, record: SuppressionRecord): AddressPlace | undefined {
  const { keyring } = context.settings.current();
  const { id, applicationId, channel, addressSealed } = record;
  const parsed = parseAddress(channel, keyring.unseal(applicationId, sealedIn(id), addressSealed));
  return parsed.ok ? addressPlace(keyring, applicationId, parsed.address) : undefined;
}

export function viewSuppression(record: SuppressionRecord): SuppressionView {
  const { id, applicationId, channel, addressMasked, reason, source, provider, deliveryId, createdAt } = record;
  const at = new Date(createdAt).toISOString();
  return { id, applicationId, channel, address: addressMasked, reason, source, provider, deliveryId, createdAt: at };
}
