import type { AdminLinkRecord, AdminRecord, AdminSessionRecord } from './admin/admin-records.js';
import type {
  AlertRecord,
  ApiKeyRecord,
  ApplicationRecord,
  ChallengeRecord,
  CursorRecord,
  DeadLetterRecord,
  DeliveryRecord,
  EarlyReceiptRecord,
  KeyRecord,
  NoticeRecord,
  PauseRecord,
  ProviderRecord,
  SettingVersionRecord,
  SuppressionRecord,
  TemplateRecord,
  WebhookMessageRecord,
  WebhookRecord,
} from './records.js';
import type { StaleMinuteRecord, TallyRecord } from './tally-records.js';
import type {
  AppPasswordRecord,
  AuditRecord,
  LinkRecord,
  PasskeyOwnerRecord,
  ResetRecord,
  TrustedDeviceRecord,
  UserRecord,
} from './user-records.js';

export type Scalar = string | number | boolean | null;

/** One condition on a field. Bounds leave out records whose field is null. */
export interface Condition {
  readonly equals?: Scalar;
  readonly in?: readonly Scalar[];
  readonly above?: number;
  readonly atLeast?: number;
  readonly below?: number;
  readonly atMost?: number;
}

/** All conditions hold. Field names are those of the record; only fields in the collection catalogue may be named. */
export type Where<Stored> = { readonly [Field in keyof Stored]?: Condition };

export interface Page {
  readonly limit: number;
  /** Records strictly older than this place. */
  readonly before?: { readonly createdAt: number; readonly id: string };
}

/** Records settled by version: a change names the version it was made from. */
export interface SettingCollection<Stored> {
  /** `duplicate`: the id or a unique combination is taken; nothing changed. */
  insert(record: Stored): Promise<'inserted' | 'duplicate'>;
  /** Some of them from the front, none behind a duplicate; tells how many. A store may write none when one is a duplicate. */
  insertInOrder(records: readonly Stored[]): Promise<number>;
  get(id: string): Promise<Stored | undefined>;
  /** In the order of creation, then id. */
  list(where?: Where<Stored>): Promise<Stored[]>;
  /** Newest first: by creation, then id, both descending. */
  page(where: Where<Stored>, page: Page): Promise<Stored[]>;
  /** Lowest first, by a number that may be queried; those that are equal in any order. A bound leaves out null. */
  lowest(where: Where<Stored>, by: keyof Stored & string, limit: number): Promise<Stored[]>;
  /** Compare-and-set: writes when the stored version is `expectedVersion`. */
  replace(record: Stored, expectedVersion: number): Promise<'replaced' | 'stale' | 'duplicate'>;
  delete(id: string): Promise<boolean>;
  deleteWhere(where: Where<Stored>, limit: number): Promise<number>;
}

/** Records folded from events: a write wins only with a higher `eventNumber`, so a replay changes nothing. */
export interface HistoryCollection<Stored> {
  get(id: string): Promise<Stored | undefined>;
  getMany(ids: readonly string[]): Promise<Stored[]>;
  /** Newest first: by creation, then id, both descending. */
  page(where: Where<Stored>, page: Page): Promise<Stored[]>;
  /** One batch; each record is written if it is new or its eventNumber is above the stored one. */
  saveNewer(records: readonly Stored[]): Promise<void>;
  /** Sets the fields to null on up to `limit` records, and tells how many. */
  clearWhere(where: Where<Stored>, fields: readonly (keyof Stored & string)[], limit: number): Promise<number>;
  deleteWhere(where: Where<Stored>, limit: number): Promise<number>;
}

export interface CursorCollection {
  get(id: string): Promise<CursorRecord | undefined>;
  /** One batch. */
  saveAll(cursors: readonly CursorRecord[]): Promise<void>;
}

/**
 * What must be remembered. Embedded SQLite and MongoDB pass one contract suite.
 * Every method rejects with an OtpostError `unavailable` (dependency `store`) when the store cannot be reached in time.
 */
export interface Store {
  readonly applications: SettingCollection<ApplicationRecord>;
  readonly apiKeys: SettingCollection<ApiKeyRecord>;
  readonly providers: SettingCollection<ProviderRecord>;
  readonly templates: SettingCollection<TemplateRecord>;
  readonly keys: SettingCollection<KeyRecord>;
  readonly notices: SettingCollection<NoticeRecord>;
  readonly users: SettingCollection<UserRecord>;
  readonly passkeyOwners: SettingCollection<PasskeyOwnerRecord>;
  readonly appPasswords: SettingCollection<AppPasswordRecord>;
  readonly trustedDevices: SettingCollection<TrustedDeviceRecord>;
  readonly links: SettingCollection<LinkRecord>;
  readonly resets: SettingCollection<ResetRecord>;
  readonly admins: SettingCollection<AdminRecord>;
  readonly adminSessions: SettingCollection<AdminSessionRecord>;
  readonly adminLinks: SettingCollection<AdminLinkRecord>;
  readonly audit: SettingCollection<AuditRecord>;
  readonly alerts: SettingCollection<AlertRecord>;
  readonly pauses: SettingCollection<PauseRecord>;
  readonly deadLetters: SettingCollection<DeadLetterRecord>;
  readonly suppressions: SettingCollection<SuppressionRecord>;
  readonly earlyReceipts: SettingCollection<EarlyReceiptRecord>;
  readonly webhooks: SettingCollection<WebhookRecord>;
  readonly webhookMessages: SettingCollection<WebhookMessageRecord>;
  /** Past versions of applications, providers, templates and webhooks; the store itself writes them. */
  readonly settingVersions: SettingCollection<SettingVersionRecord>;
  readonly challenges: HistoryCollection<ChallengeRecord>;
  readonly deliveries: HistoryCollection<DeliveryRecord>;
  readonly tallies: HistoryCollection<TallyRecord>;
  readonly staleMinutes: SettingCollection<StaleMinuteRecord>;
  readonly cursors: CursorCollection;
  /** A number that rises with every change of a setting, whoever makes it. */
  settingsVersion(): Promise<number>;
  raiseSettingsVersion(): Promise<number>;
  /** Creates or upgrades tables and indexes; safe to run again and from several processes at once. */
  migrate(): Promise<void>;
  ping(): Promise<void>;
  close(): Promise<void>;
}
