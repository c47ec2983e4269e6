import { randomUUID } from 'node:crypto';
import type { AdminLinkRecord, AdminRecord, AdminSessionRecord } from '@otpost/core/admin/admin-records';
import { setting } from './sample-records.js';

/** Whole records with an id of their own, as in sample-records. */

export function sampleAdmin(fields: Partial<AdminRecord> = {}): AdminRecord {
  return {
    ...setting(),
    emailHash: randomUUID(),
    emailSealed: 'sealed',
    name: 'Kim',
    role: 'owner',
    applications: null,
    status: 'active',
    passwordHash: null,
    lastSignInAt: null,
    ...fields,
  };
}

export function sampleAdminSession(fields: Partial<AdminSessionRecord> = {}): AdminSessionRecord {
  return {
    ...setting(),
    adminId: randomUUID(),
    secretHash: 'hash',
    stage: 'signed_in',
    secondFactorAt: 3,
    passkeyChallenge: null,
    lastSeenAt: 4,
    expiresAt: 5,
    browser: 'Firefox on Linux',
    ...fields,
  };
}

export function sampleAdminLink(fields: Partial<AdminLinkRecord> = {}): AdminLinkRecord {
  return {
    ...setting(),
    kind: 'invitation',
    adminId: randomUUID(),
    secretHash: 'hash',
    expiresAt: 5,
    usedAt: null,
    ...fields,
  };
}
