import { randomBytes } from 'node:crypto';
import type { Context } from '@otpost/core/context';
import { newId } from '@otpost/core/ids';
import { userRecordId } from '@otpost/core/user/user-id';
import { emptyProfile, sealExternalId, sealProfile } from '@otpost/core/user/user-profile';
import type { AddressFactor, UserRecord } from '@otpost/core/user-records';

function emailFactor(now: number): AddressFactor {
  return {
    id: newId('fct', randomBytes),
    type: 'email',
    name: 'Mail',
    status: 'active',
    createdAt: now,
    confirmedAt: now,
    lastUsedAt: null,
    pendingUntil: null,
    replaces: null,
    addressSealed: '',
    addressMasked: 'a***@e***.com',
    addressHash: '',
    challengeId: null,
  };
}

/** Writes a user with a verified mail address straight into the store. */
export async function addTestUser(
  { store, settings, now }: Context,
  applicationId: string,
  externalId: string,
  changes: Partial<UserRecord> = {},
  email = 'ada@example.com',
): Promise<UserRecord> {
  const { keyring } = settings.current();
  const id = userRecordId(keyring, applicationId, externalId);
  const at = now();
  const profile = { ...emptyProfile, name: 'Ada', email, emailVerified: true };
  const user: UserRecord = {
    id,
    version: 1,
    createdAt: at,
    updatedAt: at,
    applicationId,
    externalIdSealed: sealExternalId(keyring, applicationId, id, externalId),
    type: 'person',
    profileSealed: sealProfile(keyring, applicationId, id, profile),
    emailHash: null,
    phoneHash: null,
    locale: null,
    attributes: {},
    requirement: 'inherit',
    factors: [emailFactor(at)],
    recoveryCodes: null,
    secondFactor: 'on',
    mustReplace: false,
    requiredSince: null,
    failedChecks: 0,
    lastFailedAt: null,
    lastSignInAt: null,
    ...changes,
  };
  if ((await store.users.insert(user)) !== 'inserted') throw new Error(`The user ${externalId} is there already`);
  return user;
}
