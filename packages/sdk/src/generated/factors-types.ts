// Written from the OpenAPI document by apps/api/dist/docs/sdk/write-sdk-files.js; not by hand.

import type { Factor, FactorType } from './users-types.js';

export interface BeginFactor {
  readonly type: FactorType;
  /** The user's own name for it; unique among their factors. */
  readonly name?: string | undefined;
  /** Of `email` and `sms`: the address. */
  readonly to?: string | undefined;
  /** An active factor, which stays in force until this one is confirmed. */
  readonly replaces?: string | undefined;
  /** Takes over an existing `totp` secret (base32, or an otpauth URI); active at once. Needs `users.admin`. */
  readonly secret?: string | undefined;
  /** Beside `secret`: false tells the user nothing, for an import of many. Default true. */
  readonly notify?: boolean | undefined;
  readonly algorithm?: 'SHA1' | 'SHA256' | 'SHA512' | undefined;
  readonly digits?: 6 | 7 | 8 | undefined;
  /** Seconds. */
  readonly period?: number | undefined;
}

export interface BegunFactor {
  readonly id: string;
  readonly type: FactorType;
  readonly name: string;
  /** Only an active one counts. */
  readonly status: 'pending' | 'active';
  readonly createdAt: string;
  readonly lastUsedAt: string | null;
  /** An imported secret of fewer than 128 bits: to be renewed. */
  readonly weak?: true;
  /** Of `passkey`: when its counter went backwards, which a copied authenticator shows. */
  readonly possibleCloneAt?: string;
  /** When a pending one is forgotten; null when it is active already. */
  readonly expiresAt: string | null;
  /** Of `totp`: 160 bits in base32. Shown this once. */
  readonly secret?: string;
  /** Of `totp`: for a link on the same phone. */
  readonly uri?: string;
  /** Of `totp`: the URI as a picture. */
  readonly qr?: {
    readonly svg: string;
    /** A data URL. */
    readonly png: string;
  };
  /** Of `email` and `sms`: the challenge whose code confirms it. */
  readonly challengeId?: string;
  readonly options?: PasskeyCreationOptions;
}

export interface ConfirmFactor {
  /** What the app shows, or what was sent. */
  readonly code?: string | undefined;
  readonly passkey?: PasskeyRegistration | undefined;
}

export interface ConfirmedFactor {
  /** A wrong code is an answer: the factor stays pending. */
  readonly valid: boolean;
  readonly reason?: 'wrong_code' | 'already_used' | 'clock_off';
  /** How far the app's clock is ahead (negative: behind). */
  readonly clockOffSeconds?: number;
  readonly factor: Factor;
  /** A whole new set, which ends the one before. Each works once. They are shown this once. */
  readonly recoveryCodes?: readonly string[];
}

export interface FactorList {
  readonly factors: readonly Factor[];
}

/** Of `passkey`: for `navigator.credentials.create()`. */
export interface PasskeyCreationOptions {
  readonly challenge: string;
  readonly rp: {
    readonly id: string;
    readonly name: string;
  };
  readonly user: {
    readonly id: string;
    readonly name: string;
    readonly displayName: string;
  };
  readonly pubKeyCredParams: readonly {
    readonly alg: number;
    readonly type: 'public-key';
  }[];
  readonly excludeCredentials: readonly {
    readonly id: string;
    readonly type: 'public-key';
    readonly transports?: readonly string[];
  }[];
  readonly authenticatorSelection: {
    readonly residentKey: 'preferred';
    readonly requireResidentKey: false;
    readonly userVerification: 'required';
  };
  readonly attestation: 'none';
  /** Milliseconds. */
  readonly timeout: number;
}

/** What `navigator.credentials.create()` gave, by `toJSON()`. */
export interface PasskeyRegistration {
  readonly id: string;
  readonly rawId: string;
  readonly type: 'public-key';
  readonly authenticatorAttachment?: string | null | undefined;
  readonly clientExtensionResults?: Readonly<Record<string, unknown>> | undefined;
  readonly response: {
    readonly clientDataJSON: string;
    readonly attestationObject: string;
    readonly transports?: readonly string[] | undefined;
  };
}

export interface RenameFactor {
  readonly name: string;
}
