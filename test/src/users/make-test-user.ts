import { randomBytes } from 'node:crypto';
import { parseEmail } from '@otpost/core/address/parse-email';
import type { Clock } from '@otpost/core/clock';
import { factorSeals } from '@otpost/core/factor/factor-seals';
import { newRecoveryCodes } from '@otpost/core/factor/recovery-code';
import { newId } from '@otpost/core/ids';
import type { Keyring } from '@otpost/core/keyring/keyring';
import type { Store } from '@otpost/core/store-port';
import { userRecordId } from '@otpost/core/user/user-id';
import { emptyProfile, sealExternalId, sealProfile } from '@otpost/core/user/user-profile';
import type { AddressFactor, FactorRecord, TotpFactor, UserRecord } from '@otpost/core/user-records';

/** The part of a context that a user in the store needs. */
interface UserPlace {
  readonly store: Pick<Store, 'users'>;
  readonly settings: { current(): { readonly keyring: Keyring } };
  readonly now: Clock;
}

export interface TestUserOptions {
  readonly applicationId: string;
  readonly externalId: string;
  /** A verified address of the profile. */
  readonly email?: string;
  /** Addresses of active email factors. */
  readonly factorEmails?: readonly string[];
  readonly withTotp?: boolean;
  readonly fields?: Partial<UserRecord>;
}

const factorBase = (name: string, now: number) => ({
  id: newId('fct', randomBytes),
  name,
  status: 'active' as const,
  createdAt: now,
  confirmedAt: now,
  lastUsedAt: null,
  pendingUntil: null,
  replaces: null,
});

export function testTotp(name = 'Phone', now = Date.now()): TotpFactor {
  const secret = {
    secretSealed: 'sealed',
    algorithm: 'SHA1',
    digits: 6,
    period: 30,
    lastStep: -1,
    weak: false,
  } as const;
  return { ...factorBase(name, now), type: 'totp', ...secret };
}

type Owner = Pick<UserRecord, 'id' | 'applicationId'>;

function emailFactor(context: UserPlace, { id: userId, applicationId }: Owner, email: string): AddressFactor {
  const { keyring } = context.settings.current();
  const base = factorBase('Mail', context.now());
  const parsed = parseEmail(email);
  if (!parsed.ok) throw new Error(parsed.reason);
  const place = factorSeals.address(userId, base.id);
  const addressSealed = keyring.seal(applicationId, place, parsed.address.canonical);
  const address = { addressSealed, addressMasked: parsed.address.masked, addressHash: 'hash', challengeId: null };
  return { ...base, type: 'email', ...address };
}

/** A user straight into the store, as PUT /v1/users and the set-up would leave it. */
export async function makeTestUser(context: UserPlace, options: TestUserOptions): Promise<UserRecord> {
  const { applicationId, externalId, email, factorEmails = [], withTotp = false, fields = {} } = options;
  const { keyring } = context.settings.current();
  const id = userRecordId(keyring, applicationId, externalId);
  const now = context.now();
  const profile = email === undefined ? emptyProfile : { ...emptyProfile, email, emailVerified: true };
  const factors: FactorRecord[] = factorEmails.map((address) => emailFactor(context, { id, applicationId }, address));
  if (withTotp) factors.push(testTotp('Phone', now));
  const recoveryCodes = factors.length > 0 ? (await newRecoveryCodes(5, randomBytes, now)).set : null;
  const user: UserRecord = {
    id,
    version: 1,
    createdAt: now,
    updatedAt: now,
    applicationId,
    externalIdSealed: sealExternalId(keyring, applicationId, id, externalId),
    type: 'person',
    profileSealed: sealProfile(keyring, applicationId, id, profile),
    emailHash: null,
    phoneHash: null,
    locale: null,
    attributes: {},
    requirement: 'inherit',
    factors,
    recoveryCodes,
    secondFactor: 'on',
    mustReplace: false,
    requiredSince: null,
    failedChecks: 0,
    lastFailedAt: null,
    lastSignInAt: null,
    news: null,
    newsSince: null,
    ...fields,
  };
  await context.store.users.insert(user);
  return user;
}
