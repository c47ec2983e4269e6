import { hash } from 'node:crypto';
import { wholeReach } from '@otpost/core/admin/reach';
import { OtpostError } from '@otpost/core/errors';
import type { ApiKeyRecord, KeyScope } from '@otpost/core/records';
import { matchesApiKey, parseApiKey } from '@otpost/core/settings/api-key';
import type { SettingsSnapshot } from '@otpost/core/settings/settings-snapshot';
import type { AdminCaller, Caller } from './caller.js';

const bearer = /^Bearer +([0-9A-Za-z_]{1,100})$/i;

/** The same key may be written with more than one space, so that a count of records bounds nothing. */
const mostRightKeys = 10_000;

function unauthenticated(): OtpostError {
  return new OtpostError('unauthenticated', 'Send a valid API key as "Authorization: Bearer otp_..."');
}

/**
 * Keys that were found right under these settings, by the hash of their header: a lookup then tells nothing by its time, and no
 * key is kept. Settings are replaced whole when one changes, and what was found goes with them.
 */
const rightKeys = new WeakMap<SettingsSnapshot, Map<string, ApiKeyRecord>>();

function judgeKey(authorization: string, settings: SettingsSnapshot): ApiKeyRecord {
  const parsed = parseApiKey(bearer.exec(authorization)?.[1] ?? '');
  if (!parsed) throw unauthenticated();
  const record = settings.apiKeys.get(parsed.id);
  if (!matchesApiKey(parsed, record) || !record) throw unauthenticated();
  if (record.applicationId !== null && !settings.applications.has(record.applicationId)) throw unauthenticated();
  return record;
}

function findKey(authorization: string, settings: SettingsSnapshot): ApiKeyRecord {
  let right = rightKeys.get(settings);
  if (!right) {
    right = new Map();
    rightKeys.set(settings, right);
  }
  const name = hash('sha256', authorization, 'base64url');
  const known = right.get(name);
  if (known) return known;
  const record = judgeKey(authorization, settings);
  if (right.size < mostRightKeys) right.set(name, record);
  return record;
}

/**
 * Which application calls. Form and checksum of the key are checked before anything is looked up. One and the same
 * `unauthenticated` for a missing, malformed, unknown, wrong or revoked key; `forbidden` for a valid key that may not do this.
 */
export function authenticate(authorization: string | undefined, scope: KeyScope, settings: SettingsSnapshot): Caller {
  const record = findKey(authorization ?? '', settings);
  const { applicationId } = record;
  if (applicationId === null) throw new OtpostError('forbidden', 'This path takes the key of an application');
  if (!record.scopes.includes(scope)) throw new OtpostError('forbidden', `This key has no scope "${scope}"`);
  return { keyId: record.id, applicationId, scopes: record.scopes };
}

/** The same for an admin key, which may do everything, as an owner may. */
export function authenticateAdminKey(authorization: string, settings: SettingsSnapshot): AdminCaller {
  const { id: keyId, applicationId, scopes } = findKey(authorization, settings);
  if (applicationId !== null) throw new OtpostError('forbidden', 'This path takes an admin key');
  return {
    keyId,
    applicationId,
    scopes,
    actor: `key:${keyId}`,
    role: 'owner',
    reach: wholeReach,
    secondFactorAt: null,
  };
}
