import { randomUUID } from 'node:crypto';
import type {
  AppPasswordRecord,
  AuditRecord,
  LinkRecord,
  PasskeyOwnerRecord,
  ResetRecord,
  TrustedDeviceRecord,
  UserRecord,
} from '@otpost/core/user-records';
import { setting } from './sample-records.js';

/** Whole records with an id of their own, as in sample-records. */

const owned = () => ({ ...setting(), applicationId: randomUUID(), userId: randomUUID() });

export function sampleUser(fields: Partial<UserRecord> = {}): UserRecord {
  return {
    ...setting(),
    applicationId: randomUUID(),
    externalIdSealed: 'sealed',
    type: 'person',
    profileSealed: 'sealed',
    emailHash: null,
    phoneHash: null,
    locale: null,
    attributes: { source: 'ldap', 'with.dot': true, $set: 1 },
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
    ...fields,
  };
}

export function samplePasskeyOwner(fields: Partial<PasskeyOwnerRecord> = {}): PasskeyOwnerRecord {
  return { ...owned(), factorId: randomUUID(), ...fields };
}

export function sampleAppPassword(fields: Partial<AppPasswordRecord> = {}): AppPasswordRecord {
  return { ...owned(), name: 'backup', secretHash: 'ab', lastUsedAt: null, revokedAt: null, ...fields };
}

export function sampleTrustedDevice(fields: Partial<TrustedDeviceRecord> = {}): TrustedDeviceRecord {
  return { ...owned(), name: 'Firefox', secretHash: 'ab', lastUsedAt: 3, expiresAt: 9, revokedAt: null, ...fields };
}

export function sampleLink(fields: Partial<LinkRecord> = {}): LinkRecord {
  const times = { expiresAt: 9, usedAt: null, canceledAt: null };
  return { ...owned(), kind: 'reset', secretHash: 'ab', payloadSealed: null, ...times, ...fields };
}

export function sampleReset(fields: Partial<ResetRecord> = {}): ResetRecord {
  return {
    ...owned(),
    kind: 'reset',
    status: 'requested',
    actor: 'page',
    reason: null,
    checklist: [{ question: 'Is the birthday right?', passed: true }],
    linkId: null,
    endedAt: null,
    ...fields,
  };
}

export function sampleAuditEntry(fields: Partial<AuditRecord> = {}): AuditRecord {
  return {
    ...setting(),
    applicationId: null,
    actor: 'key:abc',
    action: 'provider.update',
    target: randomUUID(),
    phase: 'intended',
    reason: null,
    data: { field: 'name' },
    previousHash: '',
    hash: 'ab',
    ...fields,
  };
}
