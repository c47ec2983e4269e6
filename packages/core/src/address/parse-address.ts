import type { Channel } from '../records.js';
import type { ParsedAddress } from './address.js';
import { parseEmail } from './parse-email.js';
import { parsePhone } from './parse-phone.js';

/** Parses what a caller gave as the address of a channel. Never throws: what is no address comes back with a reason. */
export function parseAddress(channel: Channel, raw: unknown): ParsedAddress {
  return channel === 'sms' ? parsePhone(raw) : parseEmail(raw);
}
