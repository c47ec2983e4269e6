import type { Setting } from '../records.js';
import type { AdminRole } from './admin-role.js';

/** Times are milliseconds since 1970. Sealed values are strings made by the keyring. */

/** Somebody who signs in to the console. Their second factors are those of a user of the console's own application. */
export interface AdminRecord extends Setting {
  readonly emailHash: string;
  readonly emailSealed: string;
  readonly name: string;
  readonly role: AdminRole;
  /** Null: all, and what belongs to none. */
  readonly applications: readonly string[] | null;
  /** `invited`: has no password, and cannot sign in before following a link. */
  readonly status: 'invited' | 'active' | 'disabled';
  readonly passwordHash: string | null;
  readonly lastSignInAt: number | null;
}

/** One browser of an admin. */
export interface AdminSessionRecord extends Setting {
  readonly adminId: string;
  /** SHA-256 of the secret in the cookie, hex. */
  readonly secretHash: string;
  /** The password was right; then there is no second factor yet, or it is still to be shown; then everything is open. */
  readonly stage: 'must_enrol' | 'second_factor' | 'signed_in';
  /** When the second factor was shown last. */
  readonly secondFactorAt: number | null;
  /** What a passkey is asked to sign. */
  readonly passkeyChallenge: string | null;
  readonly lastSeenAt: number;
  readonly expiresAt: number;
  /** Browser and system, as the browser says. */
  readonly browser: string;
}

/** A link that lets somebody choose a password: once. */
export interface AdminLinkRecord extends Setting {
  readonly kind: 'set-up' | 'invitation' | 'reset';
  /** Null for the set-up, which makes the first admin. */
  readonly adminId: string | null;
  /** SHA-256 of the secret in the link, hex. */
  readonly secretHash: string;
  readonly expiresAt: number;
  readonly usedAt: number | null;
}
