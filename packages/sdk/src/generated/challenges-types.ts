// Written from the OpenAPI document by apps/api/dist/docs/sdk/write-sdk-files.js; not by hand.

export interface Attempt {
  readonly number: number;
  /** Id of the provider; null when the worker died before it said. */
  readonly provider: string | null;
  readonly outcome: 'accepted' | 'retry' | 'failover' | 'permanent' | 'config' | 'ambiguous' | null;
  readonly detail: string | null;
  readonly providerCode: string | null;
  readonly providerMessageId: string | null;
  readonly openedAt: string;
  readonly closedAt: string | null;
}

export interface AvailableFactor {
  readonly factor: string;
  readonly type: 'totp' | 'passkey' | 'email' | 'sms';
  readonly name: string;
}

/** The transaction that the code stands for: in the message, in the digest, and to be repeated by the check. */
export interface Binding {
  readonly amount: string;
  readonly payee: string;
}

export interface Challenge {
  readonly id: string;
  readonly status: ChallengeStatus;
  readonly channel: ChallengeChannel;
  readonly purpose: string;
  /** Masked; null where nothing is sent. */
  readonly to: string | null;
  readonly expiresAt: string;
  /** After the end: as the last check told. */
  readonly checksLeft: number;
  /** When a resend is next allowed; null after the end, and where nothing is sent. */
  readonly resendAt: string | null;
  readonly delivery: {
    readonly id: string;
    readonly status: DeliveryStatus;
  } | null;
  readonly options?: PasskeyRequestOptions;
  /** Of `any`: the factors that may answer, in the user's order. */
  readonly available?: readonly AvailableFactor[];
  readonly binding?: Binding;
}

export type ChallengeChannel = 'email' | 'sms' | 'totp' | 'passkey' | 'any';

export interface ChallengeDetail {
  readonly id: string;
  readonly status: ChallengeStatus;
  readonly channel: ChallengeChannel;
  readonly purpose: string;
  /** Masked; null where nothing is sent. */
  readonly to: string | null;
  readonly expiresAt: string;
  /** After the end: as the last check told. */
  readonly checksLeft: number;
  /** When a resend is next allowed; null after the end, and where nothing is sent. */
  readonly resendAt: string | null;
  readonly delivery: {
    readonly id: string;
    readonly status: DeliveryStatus;
  } | null;
  readonly options?: PasskeyRequestOptions;
  /** Of `any`: the factors that may answer, in the user's order. */
  readonly available?: readonly AvailableFactor[];
  readonly binding?: Binding;
  /** Why it ended, where there is more to say than the status. */
  readonly reason: string | null;
  readonly createdAt: string;
  readonly endedAt: string | null;
  readonly metadata?: Readonly<Record<string, string>>;
  readonly sends: readonly ChallengeSend[];
}

export interface ChallengeSend {
  readonly number: number;
  readonly deliveryId: string;
  /** Another than that of the challenge after a fallback. */
  readonly channel: ChallengeChannel;
  /** Masked. */
  readonly to: string;
  readonly status: DeliveryStatus;
  readonly reason: string | null;
  readonly createdAt: string;
  readonly sentAt: string | null;
  readonly attempts: readonly Attempt[];
}

export type ChallengeStatus = 'pending' | 'approved' | 'canceled' | 'expired' | 'max_checks_reached' | 'undeliverable';

export interface CheckChallenge {
  /** What was sent or what the app shows; of a user, a recovery code does as well. */
  readonly code?: string | undefined;
  readonly passkey?: PasskeyAssertion | undefined;
  /** For `any`: the factor that answers, one of `available`. */
  readonly factor?: string | undefined;
  readonly binding?: Binding | undefined;
}

export interface CheckedChallenge {
  readonly status: ChallengeStatus;
  readonly valid: boolean;
  readonly checksLeft: number;
  /** `already_used` is no guess and used up no check; `clock_off` was right at another time. */
  readonly reason?: 'wrong_code' | 'already_used' | 'clock_off';
  /** Which step of WebAuthn refused the passkey. */
  readonly passkeyFault?:
    | 'malformed'
    | 'type'
    | 'challenge'
    | 'origin'
    | 'cross_origin'
    | 'rp_id'
    | 'user_presence'
    | 'user_verification'
    | 'backup_state'
    | 'algorithm'
    | 'credential_id'
    | 'attestation'
    | 'signature'
    | 'user_handle'
    | 'unknown_credential'
    | 'possible_clone';
  /** How far the clock of the app is ahead; negative: behind. */
  readonly clockOffSeconds?: number;
  /** The factor that answered. */
  readonly factor?: string;
  readonly usedRecoveryCode?: true;
  /** After a recovery code: how many are left. Warn at 2. */
  readonly recoveryCodesLeft?: number;
  /** The user must set up a new factor before anything else. */
  readonly mustReplace?: true;
  readonly binding?: Binding;
}

export interface CreateChallenge {
  readonly channel: ChallengeChannel;
  /** One email address, or one phone number in international form; with `fallback` one for each channel, `{"email", "sms"}`; or give `user`. */
  readonly to?: string | {
    readonly email?: string | undefined;
    readonly sms?: string | undefined;
  } | undefined;
  /** The channel to use, with the same code, when the first cannot deliver, or when no receipt comes within 30 seconds from a provider that gives receipts. */
  readonly fallback?: readonly ('email' | 'sms')[] | undefined;
  /** Your id of the user, whose own factors answer. */
  readonly user?: string | undefined;
  /** The user's factor that is to answer; left out: the first in the user's order, or any of the channel. */
  readonly factor?: string | undefined;
  /** Left out: `"sign-in"`. */
  readonly purpose?: string | undefined;
  /** A second create with the same value joins the pending challenge; another value cancels it. */
  readonly session?: string | undefined;
  /** BCP 47 language tag. An unknown one falls back and is never an error. */
  readonly locale?: string | undefined;
  readonly template?: string | undefined;
  /** Values for the placeholders of your own template. */
  readonly variables?: Readonly<Record<string, string>> | undefined;
  /** The end user's address; limits are counted by it. */
  readonly ip?: string | undefined;
  readonly binding?: Binding | undefined;
  /** Kept sealed with the challenge, for you. */
  readonly metadata?: Readonly<Record<string, string>> | undefined;
}

export type DeliveryStatus =
  | 'queued'
  | 'sending'
  | 'sent'
  | 'delivered'
  | 'undelivered'
  | 'failed'
  | 'expired'
  | 'canceled'
  | 'unknown';

/** What `navigator.credentials.get()` gave, by `toJSON()`. */
export interface PasskeyAssertion {
  readonly id: string;
  readonly rawId: string;
  readonly type: 'public-key';
  readonly authenticatorAttachment?: string | null | undefined;
  readonly clientExtensionResults?: Readonly<Record<string, unknown>> | undefined;
  readonly response: {
    readonly clientDataJSON: string;
    readonly authenticatorData: string;
    readonly signature: string;
    readonly userHandle?: string | null | undefined;
  };
}

/** For `navigator.credentials.get()`, while a passkey may answer. */
export interface PasskeyRequestOptions {
  readonly challenge: string;
  readonly rpId: string;
  readonly allowCredentials: readonly {
    readonly id: string;
    readonly type: 'public-key';
    readonly transports?: readonly string[];
  }[];
  readonly userVerification: 'required';
  /** Milliseconds. */
  readonly timeout: number;
}

export interface ResendChallenge {
  /** For `any`: the email or sms factor to send a code to. */
  readonly factor?: string | undefined;
}
