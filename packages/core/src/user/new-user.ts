import type { Keyring } from '../keyring/keyring.js';
import type { UserRecord } from '../user-records.js';
import type { UserOf } from './require-user.js';
import { userRecordId } from './user-id.js';
import { emptyProfile, sealExternalId, sealProfile } from './user-profile.js';

/** A user of whom nothing is known but the id. */
export function newUser(keyring: Keyring, { applicationId, externalId }: UserOf, now: number): UserRecord {
  const id = userRecordId(keyring, applicationId, externalId);
  return {
    id,
    version: 1,
    createdAt: now,
    updatedAt: now,
    applicationId,
    externalIdSealed: sealExternalId(keyring, applicationId, id, externalId),
    type: 'person',
    profileSealed: sealProfile(keyring, applicationId, id, emptyProfile),
    emailHash: null,
    phoneHash: null,
    locale: null,
    attributes: {},
    requirement: 'inherit',
    factors: [],
    recoveryCodes: null,
    secondFactor: 'off',
    mustReplace: false,
    requiredSince: null,
    failedChecks: 0,
    lastFailedAt: null,
    lastSignInAt: null,
    news: null,
    newsSince: null,
  };
}
