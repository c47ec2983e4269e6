/** What the API says of users, resets and limits. */

export type FactorType = 'totp' | 'passkey' | 'email' | 'sms';
export type Channel = 'email' | 'sms';
export type ResetStatus = 'requested' | 'mailed' | 'followed' | 'done' | 'canceled' | 'refused' | 'expired';

export interface FailedChecks {
  readonly count: number;
  readonly stop: number;
  readonly lastFailedAt: string | null;
  readonly state: 'free' | 'waiting' | 'stopped';
  readonly blockedUntil: string | null;
}

export interface User {
  readonly id: string;
  readonly applicationId: string;
  readonly recordId: string;
  readonly type: 'person' | 'service';
  readonly email: string | null;
  readonly phone: string | null;
  readonly name: string | null;
  readonly requirement: 'required' | 'exempt' | 'inherit';
  readonly createdAt: string;
  readonly activeFactors: number;
  readonly recoveryCodesLeft: number;
  readonly lastSignInAt: string | null;
  readonly failedChecks: FailedChecks;
  readonly openReset: 'requested' | 'mailed' | 'followed' | null;
}

export interface FoundUser extends User {
  readonly foundBy: 'id' | 'email' | 'phone' | 'record';
}

export interface Factor {
  readonly id: string;
  readonly type: FactorType;
  readonly name: string;
  readonly status: 'pending' | 'active';
  readonly address: string | null;
  readonly createdAt: string;
  readonly lastUsedAt: string | null;
  readonly weak?: true;
  readonly possibleCloneAt?: string;
}

export interface Named {
  readonly id: string;
  readonly name: string;
  readonly createdAt: string;
  readonly lastUsedAt: string | null;
}

export interface TrustedDevice extends Named {
  readonly expiresAt: string;
}

export interface Reset {
  readonly id: string;
  readonly applicationId: string;
  readonly user: string | null;
  readonly status: ResetStatus;
  readonly actor: string;
  readonly reason: string | null;
  readonly checklist: readonly { readonly question: string; readonly passed: boolean }[];
  readonly createdAt: string;
  readonly endedAt: string | null;
}

interface Window {
  readonly used: number;
  readonly limit: number;
}

export interface AddressLimits {
  readonly address: string;
  readonly sends: { readonly tenMinutes: Window; readonly hour: Window; readonly day: Window };
  readonly sendBlockedUntil: string | null;
  readonly failedChecks: Window;
  readonly checkBlockedUntil: string | null;
  readonly suppressed: SuppressionReason | null;
  readonly stopped: boolean;
}

export interface RecentChallenge {
  readonly id: string;
  readonly channel: Channel | 'totp' | 'passkey' | 'any';
  readonly purpose: string;
  readonly status: 'pending' | 'approved' | 'canceled' | 'expired' | 'max_checks_reached' | 'undeliverable';
  readonly reason: string | null;
  readonly to: string;
  readonly createdAt: string;
}

export interface ResetPolicy {
  readonly how: 'off' | 'mailed' | 'immediate';
  readonly checklist: readonly string[];
  readonly hasMail: boolean;
}

export interface WholeUser extends User {
  readonly mfa: {
    readonly required: boolean;
    readonly explanation: string;
    readonly enrolled: boolean;
    readonly mustEnrol: boolean;
    readonly mustReplace: boolean;
    readonly graceEndsAt?: string;
  };
  readonly factors: readonly Factor[];
  readonly recoveryCodes: { readonly left: number; readonly made: number; readonly madeAt: string } | null;
  readonly appPasswords: readonly Named[];
  readonly trustedDevices: readonly TrustedDevice[];
  readonly resets: readonly Reset[];
  readonly reset: ResetPolicy;
  readonly challenges: readonly RecentChallenge[];
  readonly addresses: readonly (AddressLimits & { readonly channel: Channel })[] | null;
}

export type SuppressionReason = 'hard_bounce' | 'opted_out' | 'complaint';

export interface Suppression {
  readonly id: string;
  readonly applicationId: string;
  readonly channel: Channel;
  readonly address: string;
  readonly reason: SuppressionReason;
  readonly source: 'provider' | 'admin';
  readonly createdAt: string;
}

export interface UserPage {
  readonly users: readonly User[];
  readonly nextCursor: string | null;
}

export const usersPath = '/admin/v1/users';
export const resetsPath = '/admin/v1/resets';
export const limitsPath = '/admin/v1/limits';
export const suppressionsPath = '/admin/v1/suppressions';

/** All that an act on a user may have changed. */
export const madeOldByActs = [usersPath, resetsPath, limitsPath];

type WhichUser = Pick<User, 'applicationId' | 'id'>;

export const pathOfUser = ({ applicationId, id }: WhichUser): string =>
  `${usersPath}/${encodeURIComponent(applicationId)}/${encodeURIComponent(id)}`;

/** Below /console. */
export const pageOfUser = ({ applicationId, id }: WhichUser): string =>
  `/users/${encodeURIComponent(applicationId)}/${encodeURIComponent(id)}`;
