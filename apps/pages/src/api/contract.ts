import type {
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/browser';

/** What the pages' own API answers: the shapes of packages/core/src/page-session, and of DESIGN section 5 for the rest. */

export type FactorType = 'totp' | 'passkey' | 'email' | 'sms';

export interface Factor {
  readonly id: string;
  readonly type: FactorType;
  readonly name: string;
  /** Masked. */
  readonly address: string | null;
  readonly createdAt: string;
  readonly lastUsedAt: string | null;
}

export interface Challenge {
  readonly id: string;
  readonly channel: FactorType | 'any';
  /** Masked. */
  readonly to: string | null;
  readonly expiresAt: string;
  readonly checksLeft: number;
  readonly resendAt: string | null;
  /** For a passkey. */
  readonly options?: PublicKeyCredentialRequestOptionsJSON;
}

export interface BegunChallenge extends Challenge {
  /** By the clock of the server, from which a page counts down. */
  readonly now: string;
}

export interface VisitState {
  readonly id: string;
  readonly flow: 'set-up' | 'challenge' | 'manage';
  readonly locale: string;
  readonly direction: 'ltr' | 'rtl';
  readonly now: string;
  readonly expiresAt: string;
  readonly extensionsLeft: number;
  readonly application: {
    readonly name: string;
    readonly logo: string | null;
    readonly colour: string | null;
    readonly supportText: string | null;
  };
  readonly user: { readonly name: string | null; readonly email: string | null; readonly phone: string | null };
  readonly factors: readonly Factor[];
  readonly challenge: Challenge | null;
  readonly recoveryCodes: { readonly left: number; readonly madeAt: string } | null;
  readonly secondFactor: 'on' | 'off';
  /** The user signed in on this visit. */
  readonly isApproved: boolean;
  readonly policy: {
    readonly requirement: 'off' | 'optional' | 'required';
    readonly mustReplace: boolean;
    /** Until then a user without a factor may go on without one. */
    readonly graceEndsAt: string | null;
    /** Masked: where a code is asked before the first factor. */
    readonly confirmFirst: string | null;
    readonly allowedFactors: readonly FactorType[];
    readonly trustedDeviceDays: number;
    readonly mayAskForReset: boolean;
  };
}

export interface CheckResult {
  readonly valid: boolean;
  readonly status: string;
  readonly checksLeft: number;
  readonly reason?: 'wrong_code' | 'already_used' | 'clock_off';
}

export interface BegunFactor {
  readonly id: string;
  readonly secret?: string;
  readonly uri?: string;
  readonly qr?: { readonly svg: string; readonly png: string };
  readonly challengeId?: string;
  readonly options?: PublicKeyCredentialCreationOptionsJSON;
}

export interface ConfirmedFactor {
  /** False when the code was wrong. */
  readonly valid?: boolean;
  readonly reason?: CheckResult['reason'];
  readonly recoveryCodes?: readonly string[];
}

export interface AppPassword {
  readonly id: string;
  readonly name: string;
  readonly createdAt: string;
  readonly lastUsedAt: string | null;
}

export interface TrustedDevice extends AppPassword {
  readonly expiresAt: string;
}
