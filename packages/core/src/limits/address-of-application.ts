import type { Address } from '../address/address.js';
import { addressPlace } from '../address/address-place.js';
import { parseAddress } from '../address/parse-address.js';
import type { Context } from '../context.js';
import { invalidField, OtpostError } from '../errors.js';
import type { AddressPlace } from '../live-limits-port.js';
import type { ApplicationRecord, Channel } from '../records.js';

export interface AddressInput {
  readonly applicationId: string;
  readonly channel: Channel;
  readonly address: string;
}

export interface FoundAddress {
  readonly application: ApplicationRecord;
  readonly address: Address;
  readonly place: AddressPlace;
}

/** Throws `not_found` for an unknown application and `invalid_request` for what is no address. */
export function addressOfApplication(context: Context, input: AddressInput): FoundAddress {
  const { applications, keyring } = context.settings.current();
  const application = applications.get(input.applicationId);
  if (!application) throw new OtpostError('not_found', 'There is no application with this id.');
  const parsed = parseAddress(input.channel, input.address);
  if (!parsed.ok) throw invalidField('address', parsed.reason);
  return { application, address: parsed.address, place: addressPlace(keyring, application.id, parsed.address) };
}
