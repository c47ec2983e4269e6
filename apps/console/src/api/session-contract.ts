export type AdminRole = 'viewer' | 'support' | 'admin' | 'owner';

export interface Admin {
  readonly id: string;
  readonly version: number;
  readonly email: string;
  readonly name: string;
  readonly role: AdminRole;
  /** Null: all. */
  readonly applications: readonly string[] | null;
  readonly status: 'invited' | 'active' | 'disabled';
  readonly createdAt: string;
  readonly lastSignInAt: string | null;
}

export interface AdminFactor {
  readonly id: string;
  readonly type: 'totp' | 'passkey';
  readonly name: string;
  readonly createdAt: string;
  readonly lastUsedAt: string | null;
}

export interface SessionState {
  readonly stage: 'signed_out' | 'second_factor' | 'must_enrol' | 'signed_in';
  readonly isSetUp: boolean;
  readonly admin: Admin | null;
  readonly factors: readonly AdminFactor[];
  readonly recoveryCodesLeft: number;
  readonly freshUntil: string | null;
  readonly expiresAt: string | null;
}

export interface WithSession {
  readonly session: SessionState;
}

export interface SecondFactorAnswer extends Partial<WithSession> {
  readonly valid: boolean;
  readonly reason?: 'wrong_code' | 'already_used' | 'clock_off';
}

export interface ConfirmedFactor extends Partial<WithSession> {
  readonly valid: boolean;
  readonly reason?: SecondFactorAnswer['reason'];
  readonly recoveryCodes?: readonly string[];
}
