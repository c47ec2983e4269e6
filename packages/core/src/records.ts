import type { Receipt, SuppressionReason } from '@otpost/provider-kit/receipt';
import type { AlertKind } from './alert/alert-kinds.js';
import type { Actor } from './audit/actor.js';
import type { ChallengeStatus } from './challenge/challenge-states.js';
import type { DeliveryStatus } from './delivery/delivery-states.js';
import type { ApplicationSettings } from './settings/application-settings.js';

/** Times are milliseconds since 1970. Sealed values are strings made by the keyring. */

/** What a message goes by. */
export type Channel = 'email' | 'sms';
/** How a challenge is met; only the channels of messages owe a delivery. */
export type ChallengeChannel = Channel | 'totp' | 'passkey' | 'any';
export type DeliveryKind = 'code' | 'notice' | 'test';
export type KeyScope = 'challenges' | 'users' | 'users.admin';

export interface Setting {
  readonly id: string;
  /** Rises by one with every change; a writer names the version it saw. */
  readonly version: number;
  readonly createdAt: number;
  readonly updatedAt: number;
}

/** A setting whose past versions are kept. */
export interface VersionedSetting extends Setting {
  /** Who made this version; null when it is older than the keeping of versions. */
  readonly changedBy: Actor | null;
}

export type VersionedKind = 'application' | 'provider' | 'template' | 'webhook';

/** A setting as it was, kept by the store before it is replaced or deleted. */
export interface SettingVersionRecord extends Setting {
  readonly kind: VersionedKind;
  /** Whose it is; null for what belongs to the installation. */
  readonly applicationId: string | null;
  readonly settingId: string;
  readonly settingVersion: number;
  /** The whole record of the setting; what was sealed in it is sealed here. */
  readonly content: object;
  /** When the setting was deleted at this version; null when it was replaced. */
  readonly deletedAt: number | null;
}

export interface ApplicationRecord extends VersionedSetting {
  readonly name: string;
  readonly settings: ApplicationSettings;
}

export interface ApiKeyRecord extends Setting {
  /** Null: an admin key, which opens /admin/v1 only. */
  readonly applicationId: string | null;
  /** SHA-256 of the secret part, hex. The secret has 256 random bits, so a fast hash is enough. */
  readonly secretHash: string;
  readonly scopes: readonly KeyScope[];
  readonly revokedAt: number | null;
}

export interface ProviderRecord extends VersionedSetting {
  readonly channel: Channel;
  readonly kind: string;
  readonly name: string;
  /** The whole config, sealed. */
  readonly configSealed: string;
  /** Lower goes first. */
  readonly priority: number;
  /** Share of the traffic among providers of one priority. */
  readonly weight: number;
  /** ISO 3166-1 alpha-2; empty: every country. */
  readonly countries: readonly string[];
  /** Application ids; empty: every application. */
  readonly applications: readonly string[];
  readonly enabled: boolean;
}

export interface TemplateRecord extends VersionedSetting {
  /** Null: for every application that has no own one. */
  readonly applicationId: string | null;
  readonly channel: Channel;
  readonly name: string;
  readonly locale: string;
  /** Email only. */
  readonly subject: string | null;
  readonly text: string;
  /** Email only; null: made from the text. */
  readonly html: string | null;
}

export interface KeyRecord extends Setting {
  readonly purpose: 'application' | 'installation' | 'index';
  readonly applicationId: string | null;
  /** The data key, wrapped by a master key. */
  readonly wrapped: string;
  readonly masterKeyId: string;
}

/** Where an application wants to be told of what happens. */
export interface WebhookRecord extends VersionedSetting {
  readonly applicationId: string;
  /** May hold a secret. */
  readonly urlSealed: string;
  /** Event types; empty: all. */
  readonly events: readonly string[];
  readonly description: string | null;
  readonly enabled: boolean;
  /** Why Otpost switched it off by itself; null when it did not. */
  readonly disabledReason: 'gone' | 'failing' | null;
  /** JSON of the secrets that sign, newest first. */
  readonly secretsSealed: string;
}

/** One try of a message. */
export interface WebhookTry {
  readonly at: number;
  /** The HTTP status of the answer, or why there was none. */
  readonly answer: string;
  readonly milliseconds: number;
}

/** One event owed to one webhook. The id comes from both, so that a repeated event makes no second message. */
export interface WebhookMessageRecord extends Setting {
  readonly applicationId: string;
  readonly webhookId: string;
  /** The user whom the body names, with whom it is erased. */
  readonly userId: string | null;
  readonly type: string;
  /** The body, as it is sent each time. */
  readonly payloadSealed: string;
  readonly status: 'waiting' | 'delivered' | 'failed';
  /** Since it was owed, or was last sent again by hand. */
  readonly attempts: number;
  /** When it is sent next; for one that is being sent, when it is sent again if nothing is heard. Null when it ended. */
  readonly nextAt: number | null;
  readonly lastAttemptAt: number | null;
  /** The HTTP status of the last answer, or why there was none. */
  readonly lastAnswer: string | null;
  /** The latest, oldest first. */
  readonly tries: readonly WebhookTry[];
}

/** What an operator or admin should look at. One row for a kind and subject, however often it comes. */
export interface AlertRecord extends Setting {
  readonly kind: AlertKind;
  /** Id of what it is about, or the name of a channel. */
  readonly subject: string;
  readonly status: 'open' | 'closed';
  /** One sentence for people; no address, no code. */
  readonly detail: string;
  /** When it got this status. */
  readonly since: number;
  /** How often it has opened. */
  readonly count: number;
  /** The status that the operator's webhook was told last. */
  readonly told: 'open' | 'closed';
}

/** Nothing more is taken from a queue, or handed to a provider. */
export interface PauseRecord extends Setting {
  readonly kind: 'channel' | 'provider';
  /** The channel, or the id of the provider. */
  readonly subject: string;
  readonly reason: string;
}

/** What failed for good and may be sent again, or a job that nobody could read. */
export interface DeadLetterRecord extends Setting {
  readonly kind: 'code' | 'notice' | 'job';
  readonly status: 'waiting' | 'sent_again';
  readonly applicationId: string | null;
  readonly channel: Channel;
  /** Id of the delivery, or of the job. */
  readonly subject: string;
  readonly addressMasked: string | null;
  readonly reason: string;
  readonly detail: string | null;
  readonly jobSealed: string | null;
  readonly sentAgainAs: string | null;
}

/** An address of an application to which nothing more is sent. Its id is made from the address, so that it stands once. */
export interface SuppressionRecord extends Setting {
  readonly applicationId: string;
  readonly channel: Channel;
  readonly addressSealed: string;
  readonly addressMasked: string;
  readonly reason: SuppressionReason;
  readonly source: 'provider' | 'admin';
  /** Id of the provider that said so. */
  readonly provider: string | null;
  readonly deliveryId: string | null;
}

/** A receipt that no message fits yet: it came before history knew it, or before its handover was closed. */
export interface EarlyReceiptRecord extends Setting {
  readonly providerId: string;
  readonly receipt: Receipt;
}

/** A message that holds no code, owed to one address; its progress is in `deliveries`. */
export interface NoticeRecord extends Setting {
  readonly kind: 'notice' | 'test';
  readonly applicationId: string | null;
  readonly channel: Channel;
  /** Set for a test of one provider. */
  readonly providerId: string | null;
  /** Address and content, sealed. */
  readonly sealed: string;
  readonly addressMasked: string;
  readonly expiresAt: number;
  readonly endedAt: number | null;
}

export interface HistoryEvent {
  /** 1, 2, 3, ... within one challenge or notice. */
  readonly number: number;
  readonly type: string;
  readonly at: number;
  readonly data: Readonly<Record<string, string | number | boolean | null>>;
}

interface History {
  readonly id: string;
  /** Number of the last event that was folded in; a write with a lower or equal number changes nothing. */
  readonly eventNumber: number;
  readonly applicationId: string | null;
  readonly addressMasked: string;
  /** Dropped 24 h after the end by default. */
  readonly addressSealed: string | null;
  readonly addressHash: string | null;
  readonly country: string | null;
  readonly createdAt: number;
  readonly endedAt: number | null;
  readonly reason: string | null;
}

export interface ChallengeRecord extends History {
  readonly channel: ChallengeChannel;
  /** The user it was for; null for a challenge by address alone. */
  readonly userId: string | null;
  readonly purpose: string;
  readonly status: ChallengeStatus;
  readonly expiresAt: number;
  readonly checks: number;
  readonly maxChecks: number;
  readonly sends: number;
  readonly bindingSealed: string | null;
  readonly metadataSealed: string | null;
  readonly events: readonly HistoryEvent[];
}

export interface AttemptRecord {
  readonly number: number;
  readonly provider: string | null;
  readonly openedAt: number;
  readonly closedAt: number | null;
  readonly outcome: string | null;
  readonly detail: string | null;
  readonly providerCode: string | null;
  readonly providerMessageId: string | null;
}

export interface DeliveryRecord extends History {
  readonly channel: Channel;
  readonly kind: DeliveryKind;
  /** The challenge or notice that owes it. */
  readonly ownerId: string;
  /** 1 for the first send. */
  readonly send: number;
  readonly status: DeliveryStatus;
  readonly provider: string | null;
  /** The provider's own id of the last message that it took, by which a receipt may name it. */
  readonly providerMessageId: string | null;
  readonly attempts: readonly AttemptRecord[];
  readonly sentAt: number | null;
}

export interface CursorRecord {
  readonly id: string;
  readonly position: string;
}
