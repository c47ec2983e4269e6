// Written from the OpenAPI document by apps/api/dist/docs/sdk/write-sdk-files.js; not by hand.

export interface DisableUser {
  /** Who in the application does this: the id of an admin there. */
  readonly actor?: string | undefined;
  /** Why. Kept in the audit log, so no personal data. */
  readonly reason: string;
}

export interface Factor {
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
}

export type FactorType = 'totp' | 'passkey' | 'email' | 'sms';

export interface Mfa {
  /** A second factor must be given now; of a service account, an app password must be used. */
  readonly required: boolean;
  /** Why, as a stable word. */
  readonly reason:
    | 'user_required'
    | 'user_exempt'
    | 'rule_required'
    | 'rule_optional'
    | 'rule_off'
    | 'policy_required'
    | 'policy_optional'
    | 'policy_off'
    | 'opted_in'
    | 'grace_period'
    | 'trusted_device';
  /** Why, as a sentence for people. */
  readonly explanation: string;
  /** The user has an active factor that the policy allows. */
  readonly enrolled: boolean;
  /** In the user's own order. */
  readonly factors: readonly Factor[];
  /** Which factors count, best first; none for a service account. */
  readonly allowedFactors: readonly FactorType[];
  readonly recoveryCodesLeft: number;
  /** There are codes, and at most two are left: offer new ones. */
  readonly lowRecoveryCodes?: true;
  /** Required now, and there is no factor to ask for: take the user through set-up. */
  readonly mustEnrol: boolean;
  /** The lost factor must be replaced before anything else. */
  readonly mustReplace: boolean;
  /** Until then the user may sign in without setting up. */
  readonly graceEndsAt?: string;
  /** A second factor is also asked for the application's own API access. */
  readonly apiAccess: boolean;
  /** A service account that may use nothing but app passwords. */
  readonly appPasswordsOnly: boolean;
}

export interface MfaQuery {
  /** The token of a trusted device; one that is not trusted, or none at all, changes nothing. */
  readonly device?: string | undefined;
}

export interface PutUser {
  /** One mailbox. `null` takes it away. */
  readonly email?: string | null | undefined;
  /** The application vouches for the address: it is an active factor at once. False after a change of address. */
  readonly emailVerified?: boolean | undefined;
  /** A mobile number, such as +38640123456. */
  readonly phone?: string | null | undefined;
  readonly phoneVerified?: boolean | undefined;
  readonly name?: string | null | undefined;
  /** BCP 47. An unknown one falls back and is never an error. */
  readonly locale?: string | null | undefined;
  /** `service` for a program, which answers no challenge. Default `person`. */
  readonly type?: 'person' | 'service' | undefined;
  /** Facts that policies look at. Replaced whole. Kept readable: no personal data. */
  readonly attributes?: Readonly<Record<string, string | number | boolean>> | null | undefined;
}

export interface ReleaseUser {
  /** Who in the application does this: the id of an admin there. */
  readonly actor?: string | undefined;
  /** Why. Kept in the audit log, so no personal data. */
  readonly reason: string;
}

export interface SetRequirement {
  /** `true`: required, `false`: exempt, whatever the policy says; `inherit`: as the policy says. */
  readonly required: boolean | 'inherit';
  /** Who in the application does this: the id of an admin there. */
  readonly actor?: string | undefined;
  /** Why. Kept in the audit log, so no personal data. */
  readonly reason: string;
}

export interface SwitchSecondFactor {
  /** `off` needs a proof of the user in `Otpost-Proof`, or the scope `users.admin`. */
  readonly state: 'on' | 'off';
}

export interface User {
  /** As the application knows the user. */
  readonly id: string;
  readonly type: 'person' | 'service';
  readonly email: string | null;
  /** By the word of the application. */
  readonly emailVerified: boolean;
  readonly phone: string | null;
  readonly phoneVerified: boolean;
  readonly name: string | null;
  readonly locale: string | null;
  readonly attributes: Readonly<Record<string, string | number | boolean>>;
  /** What an admin decided for this user alone. */
  readonly requirement: 'required' | 'exempt' | 'inherit';
  /** The user's own choice, where the policy leaves it to them. */
  readonly secondFactor: 'on' | 'off';
  readonly createdAt: string;
  readonly updatedAt: string;
}

export interface UserPage {
  /** Newest first, with masked addresses. */
  readonly users: readonly User[];
  /** Null on the last page. */
  readonly nextCursor: string | null;
}

export interface UserQuery {
  readonly type?: 'person' | 'service' | undefined;
  /** The application's own id, whole. */
  readonly id?: string | undefined;
  /** A whole address. */
  readonly email?: string | undefined;
  /** A whole number; in a URL its + is written %2B. */
  readonly phone?: string | undefined;
  /** Left out: `50`. */
  readonly limit?: number | undefined;
  /** `nextCursor` of the page before. */
  readonly cursor?: string | undefined;
}
