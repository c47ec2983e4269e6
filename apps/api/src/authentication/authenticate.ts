import { OtpostError } from '@otpost/core/errors';
import { matchesApiKey, parseApiKey } from '@otpost/core/settings/api-key';
import type { SettingsSnapshot } from '@otpost/core/settings/settings-snapshot';
import type { Access, Caller } from './caller.js';

const bearer = /^Bearer +([0-9A-Za-z_]{1,100})$/i;

function unauthenticated(): OtpostError {
  return new OtpostError('unauthenticated', 'Send a valid API key as "Authorization: Bearer otp_..."');
}

/**
 * Who calls. Form and checksum of the key are checked before anything is looked up. One and the same `unauthenticated` for a
 * missing, malformed, unknown, wrong or revoked key; `forbidden` for a valid key that may not do this.
 */
export function authenticate(
  authorization: string | undefined,
  access: Exclude<Access, 'anyone'>,
  settings: SettingsSnapshot,
): Caller {
  const parsed = parseApiKey(bearer.exec(authorization ?? '')?.[1] ?? '');
  if (!parsed) throw unauthenticated();
  const record = settings.apiKeys.get(parsed.id);
  if (!matchesApiKey(parsed, record) || !record) throw unauthenticated();
  const { applicationId } = record;
  if (applicationId !== null && !settings.applications.has(applicationId)) throw unauthenticated();

  if (access === 'admin') {
    if (applicationId !== null) throw new OtpostError('forbidden', 'This path takes an admin key');
  } else if (applicationId === null) {
    throw new OtpostError('forbidden', 'This path takes the key of an application');
  } else if (!record.scopes.includes(access)) {
    throw new OtpostError('forbidden', `This key has no scope "${access}"`);
  }
  return { keyId: record.id, applicationId, scopes: record.scopes };
}
