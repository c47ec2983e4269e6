import type { Address } from '../address/address.js';
import { parseAddress } from '../address/parse-address.js';
import { numberTypeMayReceiveCodes, smsCountryAllowed } from '../address/sms-gate.js';
import { invalidField, OtpostError } from '../errors.js';
import type { Channel } from '../records.js';
import type { ApplicationSettings } from '../settings/application-settings.js';

/** The address of a request in its one canonical form; throws `invalid_request` that says what is wrong with it. */
export function parseRecipient(channel: Channel, to: string, field = 'to'): Address {
  const parsed = parseAddress(channel, to);
  if (!parsed.ok) throw invalidField(field, parsed.reason);
  return parsed.address;
}

/** Refuses numbers that cost money or cannot receive codes, and countries the application has not ticked. */
export function assertMayReceive(settings: ApplicationSettings, address: Address): void {
  if (address.channel !== 'sms') return;
  if (!numberTypeMayReceiveCodes(address.numberType)) {
    throw new OtpostError('number_type_refused', 'This number is not a mobile number');
  }
  if (!smsCountryAllowed(settings.smsCountries, address.country)) {
    const where = address.country ?? 'a number of no country';
    throw new OtpostError('country_not_allowed', `SMS to ${where} is not allowed for this application`);
  }
}
