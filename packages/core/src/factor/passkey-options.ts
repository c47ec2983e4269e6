import type { Context } from '../context.js';
import type { Keyring } from '../keyring/keyring.js';
import type { PasskeyFactor, UserRecord } from '../user-records.js';
import type { PasskeyCreationOptions, PasskeyRequestOptions } from './passkey-schemas.js';
import type { PasskeySite } from './passkey-site.js';

/** WebAuthn L3 section 13.4.3 asks for 16 random bytes at least. */
const challengeBytes = 32;
/** WebAuthn L3 section 15.1: five to ten minutes. */
const shortestTimeout = 300_000;
const longestTimeout = 600_000;
/** COSE: EdDSA, ES256, RS256, best first. What is not offered is not accepted. */
export const offeredAlgorithms: readonly number[] = [-8, -7, -257];

export function newPasskeyChallenge(context: Context): string {
  return Buffer.from(context.randomBytes(challengeBytes)).toString('base64url');
}

/** The same for all passkeys of a user, and tells nothing about them (WebAuthn L3 section 14.6.1). */
export function passkeyUserHandle(keyring: Keyring, user: UserRecord): string {
  // An authenticator keeps bytes: the last character of a hash holds bits of no byte, which come back as zeros.
  const bytes = Buffer.from(keyring.indexHash('passkey-user', user.applicationId, user.id), 'base64url');
  return bytes.toString('base64url');
}

const descriptor = ({ credentialId, transports }: PasskeyFactor) => ({
  id: credentialId,
  type: 'public-key' as const,
  transports: [...transports],
});

const timeoutOf = (milliseconds: number): number => Math.min(longestTimeout, Math.max(shortestTimeout, milliseconds));

/**
 * User verification is required, here and in every check: a passkey may be all that an application asks for, and then a
 * found security key alone must open nothing (WebAuthn L3 section 5.8.6; NIST SP 800-63B-4 section 3.1.7).
 */
export function passkeyRequestOptions(
  site: PasskeySite,
  challenge: string,
  passkeys: readonly PasskeyFactor[],
  lifeMilliseconds: number,
): PasskeyRequestOptions {
  return {
    challenge,
    rpId: site.rpId,
    allowCredentials: passkeys.map(descriptor),
    userVerification: 'required',
    timeout: timeoutOf(lifeMilliseconds),
  };
}

export interface NewPasskey {
  readonly site: PasskeySite;
  readonly challenge: string;
  /** Of the application, as the authenticator shows it. */
  readonly siteName: string;
  readonly userHandle: string;
  /** As the authenticator shows it in its list. */
  readonly userName: string;
  readonly passkeys: readonly PasskeyFactor[];
  readonly lifeMilliseconds: number;
}

export function passkeyCreationOptions(made: NewPasskey): PasskeyCreationOptions {
  return {
    challenge: made.challenge,
    rp: { id: made.site.rpId, name: made.siteName },
    user: { id: made.userHandle, name: made.userName, displayName: made.userName },
    pubKeyCredParams: offeredAlgorithms.map((alg) => ({ alg, type: 'public-key' })),
    excludeCredentials: made.passkeys.map(descriptor),
    authenticatorSelection: { residentKey: 'preferred', requireResidentKey: false, userVerification: 'required' },
    attestation: 'none',
    timeout: timeoutOf(made.lifeMilliseconds),
  };
}
