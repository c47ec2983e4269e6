import type { Address } from '../address/address.js';
import { parseAddress } from '../address/parse-address.js';
import type { Context } from '../context.js';
import { openFactorAddress } from '../factor/factor-address.js';
import { openProfile } from '../user/user-profile.js';
import type { UserRecord } from '../user-records.js';

function verifiedMail(context: Context, user: UserRecord): string[] {
  const { keyring } = context.settings.current();
  const { email, emailVerified } = openProfile(keyring, user);
  const ofFactors = user.factors.flatMap((factor) =>
    factor.type === 'email' && factor.status === 'active' ? [openFactorAddress(keyring, user, factor)] : [],
  );
  return [...ofFactors, ...(email !== null && emailVerified ? [email] : [])];
}

/** Every verified mail address of a user, and one more, each once. */
export function mailAddressesOf(context: Context, user: UserRecord, more?: string): Address[] {
  const byIdentity = new Map<string, Address>();
  for (const text of [...verifiedMail(context, user), ...(more === undefined ? [] : [more])]) {
    const parsed = parseAddress('email', text);
    if (parsed.ok) byIdentity.set(parsed.address.identity, parsed.address);
  }
  return [...byIdentity.values()];
}
