import { createHash } from 'node:crypto';
import type { PasskeyFault } from './passkey-faults.js';
import type { PasskeySite } from './passkey-site.js';

export interface PasskeyQuestion {
  readonly site: PasskeySite;
  /** Base64url. */
  readonly challenge: string;
}

export type PasskeyCeremony = 'webauthn.create' | 'webauthn.get';

function parseClientData(text: string): Record<string, unknown> | undefined {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
    return typeof parsed === 'object' && parsed !== null ? { ...parsed } : undefined;
  } catch {
    // Not JSON: the caller says so by its own word.
    return undefined;
  }
}

/** WebAuthn L3 section 7.1 steps 7 to 11, and 7.2 steps 10 to 14. Undefined: nothing is wrong. */
export function clientDataFault(
  clientDataJson: string,
  ceremony: PasskeyCeremony,
  { site, challenge }: PasskeyQuestion,
): PasskeyFault | undefined {
  const data = parseClientData(clientDataJson);
  if (!data) return 'malformed';
  if (data.type !== ceremony) return 'type';
  if (data.challenge !== challenge) return 'challenge';
  if (typeof data.origin !== 'string' || !site.origins.includes(data.origin)) return 'origin';
  if (data.crossOrigin === true || data.topOrigin !== undefined) return 'cross_origin';
  return undefined;
}

const rpIdHashBytes = 32;
/** RP id hash, flags, counter. */
const shortestAuthenticatorData = 37;
/** WebAuthn L3 section 6.1. */
const flag = { presence: 1, verification: 4, backupEligible: 8, backedUp: 16 } as const;

export interface AuthenticatorFacts {
  readonly backupEligible: boolean;
  readonly backedUp: boolean;
  readonly counter: number;
}

/** WebAuthn L3 section 7.1 steps 14 to 17, and 7.2 steps 15 to 18. */
export function readAuthenticatorData(data: Uint8Array, site: PasskeySite): AuthenticatorFacts | PasskeyFault {
  if (data.byteLength < shortestAuthenticatorData) return 'malformed';
  const bytes = Buffer.from(data);
  if (!createHash('sha256').update(site.rpId).digest().equals(bytes.subarray(0, rpIdHashBytes))) return 'rp_id';
  const flags = bytes.readUInt8(rpIdHashBytes);
  const has = (bit: number): boolean => (flags & bit) !== 0;
  if (!has(flag.presence)) return 'user_presence';
  if (!has(flag.verification)) return 'user_verification';
  if (has(flag.backedUp) && !has(flag.backupEligible)) return 'backup_state';
  return {
    backupEligible: has(flag.backupEligible),
    backedUp: has(flag.backedUp),
    counter: bytes.readUInt32BE(rpIdHashBytes + 1),
  };
}
