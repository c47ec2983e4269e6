import type { Address } from '../address/address.js';
import { parseAddress } from '../address/parse-address.js';
import { parseFactorAddress } from '../factor/factor-address.js';
import type { Keyring } from '../keyring/keyring.js';
import type { Channel } from '../records.js';
import type { UserRecord } from '../user-records.js';
import { openProfile } from './user-profile.js';

function ofProfile(channel: Channel, text: string | null): Address[] {
  const parsed = text === null ? undefined : parseAddress(channel, text);
  return parsed?.ok ? [parsed.address] : [];
}

/** Every address that a user has by the word of the application or as an active factor, each once. */
export function addressesOfUser(keyring: Keyring, user: UserRecord): Address[] {
  const { email, phone } = openProfile(keyring, user);
  const ofFactors = user.factors.flatMap((factor) => {
    const isAddress = factor.type === 'email' || factor.type === 'sms';
    return isAddress && factor.status === 'active' ? [parseFactorAddress(keyring, user, factor)] : [];
  });
  const all = [...ofProfile('email', email), ...ofProfile('sms', phone), ...ofFactors];
  return [...new Map(all.map((address) => [`${address.channel}:${address.identity}`, address])).values()];
}
