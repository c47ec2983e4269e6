import { isDeepStrictEqual } from 'node:util';
import type { Address } from '../address/address.js';
import { identityHash } from '../address/address-place.js';
import { parseAddress } from '../address/parse-address.js';
import { invalidField } from '../errors.js';
import { factorSeals } from '../factor/factor-seals.js';
import type { Keyring } from '../keyring/keyring.js';
import type { AddressFactor, UserProfile, UserRecord } from '../user-records.js';
import type { GivenAddresses } from './given-addresses.js';
import { openProfile, sealProfile } from './user-profile.js';
import type { PutUserInput } from './user-schemas.js';
import { type AddressWord, applyAddressWord } from './verified-address-factor.js';

/** What a PUT brings. */
export interface UserChange {
  readonly keyring: Keyring;
  readonly input: PutUserInput;
  readonly given: GivenAddresses;
  readonly now: number;
  readonly newFactorId: () => string;
}

export interface MergedUser {
  readonly user: UserRecord;
  /** False: the stored user says it all already. */
  readonly isChanged: boolean;
  readonly factorsChanged: boolean;
}

function addressFactor(change: UserChange, user: UserRecord, address: Address): AddressFactor {
  const { keyring, now } = change;
  const id = change.newFactorId();
  return {
    id,
    type: address.channel,
    name: address.masked,
    status: 'active',
    createdAt: now,
    confirmedAt: now,
    lastUsedAt: null,
    pendingUntil: null,
    replaces: null,
    addressSealed: keyring.seal(user.applicationId, factorSeals.address(user.id, id), address.canonical),
    addressMasked: address.masked,
    addressHash: identityHash(keyring, user.applicationId, address.identity),
    challengeId: null,
  };
}

interface Fields {
  readonly address: 'email' | 'phone';
  readonly verified: 'emailVerified' | 'phoneVerified';
  readonly hash: 'emailHash' | 'phoneHash';
  readonly factorId: 'emailFactorId' | 'phoneFactorId';
  readonly type: 'email' | 'sms';
}

const emailFields: Fields = {
  address: 'email',
  verified: 'emailVerified',
  hash: 'emailHash',
  factorId: 'emailFactorId',
  type: 'email',
};
const phoneFields: Fields = {
  address: 'phone',
  verified: 'phoneVerified',
  hash: 'phoneHash',
  factorId: 'phoneFactorId',
  type: 'sms',
};

interface Draft {
  readonly user: UserRecord;
  readonly profile: UserProfile;
}

function nextWord(change: UserChange, user: UserRecord, before: AddressWord, fields: Fields): AddressWord {
  const { keyring, given, input } = change;
  const address = given[fields.address];
  const hash =
    address === undefined ? before.hash : address && identityHash(keyring, user.applicationId, address.identity);
  // A new address is not what the application vouched for.
  const verified = input[fields.verified] ?? (hash === before.hash && before.verified);
  if (verified && hash === null) throw invalidField(fields.verified, `needs ${fields.address} to be set`);
  return { hash, verified };
}

/** The given address, or the stored one where only the word about it is new. */
function addressOfWord(change: UserChange, profile: UserProfile, fields: Fields): Address {
  const given = change.given[fields.address];
  if (given) return given;
  const parsed = parseAddress(fields.type, profile[fields.address]);
  if (!parsed.ok) throw new Error(`The stored address ${parsed.reason}`);
  return parsed.address;
}

function mergeAddress(change: UserChange, { user, profile }: Draft, fields: Fields): Draft {
  const before = { hash: user[fields.hash], verified: profile[fields.verified] };
  const after = nextWord(change, user, before, fields);
  const { factors, vouchedFactorId } = applyAddressWord({
    factors: user.factors,
    type: fields.type,
    vouchedFactorId: profile[fields.factorId],
    before,
    after,
    newFactor: () => addressFactor(change, user, addressOfWord(change, profile, fields)),
  });
  const given = change.given[fields.address];
  return {
    user: { ...user, factors, [fields.hash]: after.hash },
    profile: {
      ...profile,
      [fields.address]: given === undefined ? profile[fields.address] : (given?.canonical ?? null),
      [fields.verified]: after.verified,
      [fields.factorId]: vouchedFactorId,
    },
  };
}

/** What is given replaces what stands, what is left out stays, and null takes away. */
export function mergeUser(stored: UserRecord, change: UserChange): MergedUser {
  const { keyring, input } = change;
  const before = openProfile(keyring, stored);
  const named: Draft = {
    user: {
      ...stored,
      type: input.type ?? stored.type,
      locale: input.locale === undefined ? stored.locale : input.locale,
      attributes: input.attributes === undefined ? stored.attributes : (input.attributes ?? {}),
    },
    profile: { ...before, name: input.name === undefined ? before.name : input.name },
  };
  const withEmail = mergeAddress(change, named, emailFields);
  const { user, profile } = mergeAddress(change, withEmail, phoneFields);
  const sameProfile = isDeepStrictEqual(profile, before);
  const profileSealed = sameProfile
    ? stored.profileSealed
    : sealProfile(keyring, stored.applicationId, stored.id, profile);
  const merged = { ...user, profileSealed };
  return {
    user: merged,
    isChanged: !isDeepStrictEqual(merged, stored),
    factorsChanged: merged.factors !== stored.factors,
  };
}
