// Written from the OpenAPI document by apps/api/dist/docs/sdk/write-sdk-files.js; not by hand.

export interface CreatePageSession {
  /** Your own id of the user. */
  readonly user: string;
  readonly flow: PageFlow;
  /** Where the user goes afterwards. Its scheme, host and port must be those of an entry of the setting `returnUrls`, and its path that of the entry or below it. */
  readonly returnUrl: string;
  /** BCP 47 language tag. Left out: the language of the user. */
  readonly locale?: string | undefined;
}

export type PageAct =
  | 'approved'
  | 'recovery_code_used'
  | 'factor_added'
  | 'factor_renamed'
  | 'factor_replaced'
  | 'factor_removed'
  | 'recovery_codes_made'
  | 'app_password_made'
  | 'app_password_revoked'
  | 'device_trusted'
  | 'device_revoked'
  | 'turned_on'
  | 'turned_off'
  | 'reset_requested';

export type PageFlow = 'set-up' | 'challenge' | 'manage';

export interface PageResult {
  readonly id: string;
  readonly flow: PageFlow;
  /** `waiting` until the link is followed. Only `completed` of flow `challenge` is a sign-in. */
  readonly status: 'waiting' | 'open' | 'completed' | 'canceled' | 'expired';
  /** The challenge that was answered, or is being answered. */
  readonly challengeId: string | null;
  /** Whether the user proved a second factor during this visit. */
  readonly approved: boolean;
  /** The user signed in by a recovery code. `mustReplace` of /mfa says whether more is owed. */
  readonly usedRecoveryCode: boolean;
  /** The user asked not to be asked again on this device: `POST /v1/users/:id/trusted-devices` with `challengeId`, within 5 minutes. */
  readonly trustDevice: boolean;
  readonly acts: readonly {
    readonly act: PageAct;
    readonly at: string;
  }[];
  readonly createdAt: string;
  readonly expiresAt: string;
  readonly endedAt: string | null;
}

export interface PageSession {
  readonly id: string;
  /** Send the user there. Holds a secret that works once; a GET of it changes nothing. */
  readonly url: string;
  readonly expiresAt: string;
}
