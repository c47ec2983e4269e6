import type { UserEventKind } from './notice/notice-facts.js';
import type { Setting } from './records.js';

/** Times are milliseconds since 1970. Sealed values are strings made by the keyring. */

export type UserType = 'person' | 'service';
export type FactorType = 'totp' | 'passkey' | 'email' | 'sms';
/** What an admin decided for one user, before any rule of the policy. */
export type Requirement = 'required' | 'exempt' | 'inherit';

interface Factor {
  readonly id: string;
  readonly name: string;
  /** Only an active one counts; a pending one that is not confirmed in time is forgotten. */
  readonly status: 'pending' | 'active';
  readonly createdAt: number;
  readonly confirmedAt: number | null;
  readonly lastUsedAt: number | null;
  /** When a pending one is forgotten; null for an active one. */
  readonly pendingUntil: number | null;
  /** The factor that stays in force until this one is confirmed. */
  readonly replaces: string | null;
}

export interface TotpFactor extends Factor {
  readonly type: 'totp';
  /** The shared secret in base32. */
  readonly secretSealed: string;
  readonly algorithm: 'SHA1' | 'SHA256' | 'SHA512';
  readonly digits: number;
  readonly period: number;
  /** The last accepted time step; only greater ones are accepted (RFC 6238 section 5.2). -1: none yet. */
  readonly lastStep: number;
  /** Imported with fewer bits than RFC 4226 requires (128): to be renewed. */
  readonly weak: boolean;
}

export interface PasskeyFactor extends Factor {
  readonly type: 'passkey';
  /** Base64url; empty while the registration is pending. */
  readonly credentialId: string;
  /** COSE key, base64url. */
  readonly publicKey: string;
  readonly counter: number;
  /** The challenge that it answered last: the same response twice is no copied authenticator. */
  readonly lastChallengeId: string | null;
  readonly transports: readonly string[];
  /** May it be copied between devices: never changes for one credential (WebAuthn L3 section 6.1.3). */
  readonly backupEligible: boolean;
  readonly backedUp: boolean;
  /** The challenge of a pending registration (WebAuthn L3 13.4.3). */
  readonly challengeSealed: string | null;
  /** When a counter went backwards, which a copied authenticator shows (WebAuthn L3 7.2 step 22). */
  readonly possibleCloneAt: number | null;
}

export interface AddressFactor extends Factor {
  readonly type: 'email' | 'sms';
  readonly addressSealed: string;
  readonly addressMasked: string;
  /** Keyed hash of application and exact address. */
  readonly addressHash: string;
  /** The challenge that confirms a pending one. */
  readonly challengeId: string | null;
}

export type FactorRecord = TotpFactor | PasskeyFactor | AddressFactor;

export interface RecoveryCode {
  /** scrypt of the code with the set's salt, base64url. */
  readonly hash: string;
  readonly usedAt: number | null;
}

export interface RecoveryCodeSet {
  readonly madeAt: number;
  readonly salt: string;
  readonly codes: readonly RecoveryCode[];
}

/**
 * One user of one application with all that decides over signing in, in one record: a replaced factor and the end of the
 * old recovery codes are one compare-and-set.
 */
export interface UserRecord extends Setting {
  readonly applicationId: string;
  /** The application's own id of the user. */
  readonly externalIdSealed: string;
  readonly type: UserType;
  /** JSON of a UserProfile. */
  readonly profileSealed: string;
  /** Keyed hashes of application and exact address, by which users are found. */
  readonly emailHash: string | null;
  readonly phoneHash: string | null;
  readonly locale: string | null;
  readonly attributes: Readonly<Record<string, string | number | boolean>>;
  readonly requirement: Requirement;
  /** In the user's own order. */
  readonly factors: readonly FactorRecord[];
  readonly recoveryCodes: RecoveryCodeSet | null;
  /** The user opted in, or out, where the policy leaves it to them. */
  readonly secondFactor: 'on' | 'off';
  /** Set by a recovery code or a reset: a new factor must be set up first. */
  readonly mustReplace: boolean;
  /** When the requirement first applied, from which the grace period counts. */
  readonly requiredSince: number | null;
  /** Consecutive failed checks over all factors (NIST SP 800-63B-4 section 3.2.2). */
  readonly failedChecks: number;
  readonly lastFailedAt: number | null;
  readonly lastSignInAt: number | null;
  /** What happened and is still to be told: written with the change itself, so that no death of a process loses it. */
  readonly news: readonly UserNews[] | null;
  /** When the oldest of them happened; null when all is told. */
  readonly newsSince: number | null;
}

/** Something that happened to a user's second factors, for the user and for the application. */
export interface UserNews {
  readonly id: string;
  readonly kind: UserEventKind;
  /** Name of the factor, or app password, that it is about. */
  readonly subject: string | null;
  readonly at: number;
  /** JSON of the mail addresses that are told: those of before, where the change took them away. */
  readonly mailSealed: string;
  /** Id of the app password that must stand before it is told. */
  readonly appPasswordId: string | null;
}

export interface UserProfile {
  readonly name: string | null;
  readonly email: string | null;
  readonly emailVerified: boolean;
  readonly phone: string | null;
  readonly phoneVerified: boolean;
  /** The factors that stand on the application's word for an address; such a one ends when the word does. */
  readonly emailFactorId: string | null;
  readonly phoneFactorId: string | null;
}

/** Keeps one credential from being registered twice (WebAuthn L3 7.1 step 26). The id is a keyed hash of it. */
export interface PasskeyOwnerRecord extends Setting {
  readonly applicationId: string;
  readonly userId: string;
  readonly factorId: string;
}

/** A long random password of one program. */
export interface AppPasswordRecord extends Setting {
  readonly applicationId: string;
  readonly userId: string;
  readonly name: string;
  /** SHA-256, hex: the password has 160 random bits (NIST SP 800-63B-4 section 3.1.2.2 asks for 112). */
  readonly secretHash: string;
  readonly lastUsedAt: number | null;
  readonly revokedAt: number | null;
}

/** A device that need not answer a challenge for a while. */
export interface TrustedDeviceRecord extends Setting {
  readonly applicationId: string;
  readonly userId: string;
  readonly name: string;
  /** SHA-256 of the device's secret, hex. */
  readonly secretHash: string;
  readonly lastUsedAt: number | null;
  readonly expiresAt: number;
  readonly revokedAt: number | null;
}

/** A single-use link in a mail or from an admin: it acts by a click, never by a GET. */
export interface LinkRecord extends Setting {
  readonly kind: 'reset' | 'reveal';
  readonly applicationId: string;
  readonly userId: string;
  /** SHA-256 of the secret in the link, hex. */
  readonly secretHash: string;
  /** What a reveal shows. Gone after the first look. */
  readonly payloadSealed: string | null;
  readonly expiresAt: number;
  readonly usedAt: number | null;
  readonly canceledAt: number | null;
}

export interface CheckedIdentity {
  readonly question: string;
  readonly passed: boolean;
}

/** One way back for a user who lost every factor: asked for, decided by an admin, ended. */
export interface ResetRecord extends Setting {
  readonly applicationId: string;
  readonly userId: string;
  readonly kind: 'reset' | 'disable';
  readonly status: 'requested' | 'mailed' | 'followed' | 'done' | 'canceled' | 'refused' | 'expired';
  /** `page` when the user asked on a hosted page. */
  readonly actor: string;
  readonly reason: string | null;
  readonly checklist: readonly CheckedIdentity[];
  readonly linkId: string | null;
  readonly endedAt: number | null;
}

/** One entry of the audit log. The id is the number in the chain, padded; the hash takes in the entry before. */
export interface AuditRecord extends Setting {
  readonly applicationId: string | null;
  readonly actor: string;
  readonly action: string;
  readonly target: string;
  readonly phase: 'intended' | 'done' | 'refused' | 'event';
  readonly reason: string | null;
  readonly data: Readonly<Record<string, string | number | boolean | null>>;
  readonly previousHash: string;
  readonly hash: string;
}
