// Written from the OpenAPI document by apps/api/dist/docs/sdk/write-sdk-files.js; not by hand.

export interface CheckRecoveryCode {
  readonly code: string;
}

export interface CheckedRecoveryCode {
  readonly valid: boolean;
  readonly reason?: 'wrong_code' | 'already_used';
  readonly recoveryCodesLeft: number;
  /** A new factor must be set up before anything else. */
  readonly mustReplace?: true;
}

export interface NewRecoveryCodes {
  /** A whole new set, which ends the one before. Each works once. They are shown this once. */
  readonly recoveryCodes: readonly string[];
}
