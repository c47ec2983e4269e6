import { identityHash } from '../../address/address-place.js';
import { parseAddress } from '../../address/parse-address.js';
import { invalidField } from '../../errors.js';
import type { Keyring } from '../../keyring/keyring.js';
import type { AdminRecord } from '../admin-records.js';
import { consoleApplicationId } from '../console-application.js';

const sealContext = (adminId: string): string => `admin:${adminId}:email`;

export interface AdminEmail {
  readonly canonical: string;
  readonly hash: string;
}

/** Throws `invalid_request` for what is no mail address. */
export function parseAdminEmail(keyring: Keyring, raw: string): AdminEmail {
  const parsed = parseAddress('email', raw);
  if (!parsed.ok) throw invalidField('email', parsed.reason);
  const { canonical, identity } = parsed.address;
  return { canonical, hash: identityHash(keyring, consoleApplicationId, identity) };
}

export function sealAdminEmail(keyring: Keyring, adminId: string, email: AdminEmail): string {
  return keyring.seal(null, sealContext(adminId), email.canonical);
}

export function openAdminEmail(keyring: Keyring, admin: AdminRecord): string {
  return keyring.unseal(null, sealContext(admin.id), admin.emailSealed);
}
