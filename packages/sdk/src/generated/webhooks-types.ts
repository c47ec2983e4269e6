// Written from the OpenAPI document by apps/api/dist/docs/sdk/write-sdk-files.js; not by hand.

export interface CreateWebhook {
  /** Gets a POST for each event. May hold a secret: it is kept sealed. */
  readonly url: string;
  /** Empty: every event. Left out: `[]`. */
  readonly events?: readonly (
    | 'challenge.approved'
    | 'challenge.canceled'
    | 'challenge.expired'
    | 'challenge.max_checks_reached'
    | 'challenge.undeliverable'
    | 'delivery.sent'
    | 'delivery.delivered'
    | 'delivery.undelivered'
    | 'delivery.failed'
    | 'delivery.unknown'
    | 'factor.added'
    | 'factor.removed'
    | 'factor.replaced'
    | 'recovery_codes.made'
    | 'recovery_code.used'
    | 'passkey.possible_clone'
    | 'second_factor.turned_off'
    | 'user.reset'
    | 'address.changed'
    | 'app_password.made'
    | 'test')[] | undefined;
  readonly description?: string | null | undefined;
  /** Left out: `true`. */
  readonly enabled?: boolean | undefined;
}

export interface NewWebhook {
  readonly id: string;
  readonly version: number;
  readonly url: string;
  readonly events: readonly (
    | 'challenge.approved'
    | 'challenge.canceled'
    | 'challenge.expired'
    | 'challenge.max_checks_reached'
    | 'challenge.undeliverable'
    | 'delivery.sent'
    | 'delivery.delivered'
    | 'delivery.undelivered'
    | 'delivery.failed'
    | 'delivery.unknown'
    | 'factor.added'
    | 'factor.removed'
    | 'factor.replaced'
    | 'recovery_codes.made'
    | 'recovery_code.used'
    | 'passkey.possible_clone'
    | 'second_factor.turned_off'
    | 'user.reset'
    | 'address.changed'
    | 'app_password.made'
    | 'test')[];
  readonly description: string | null;
  readonly enabled: boolean;
  /** `gone`: it answered 410. `failing`: it took nothing for three days. */
  readonly disabledReason: 'gone' | 'failing' | null;
  readonly createdAt: string;
  readonly updatedAt: string;
  /** Signs every message (Standard Webhooks). Shown this once. */
  readonly secret: string;
}

export interface ReplayWebhook {
  /** What was owed at this time or later and failed. */
  readonly since: string;
}

export interface ReplayedWebhook {
  /** How many are sent again. */
  readonly replayed: number;
}

export interface UpdateWebhook {
  readonly version: number;
  readonly url?: string | undefined;
  /** Empty: every event. */
  readonly events?: readonly (
    | 'challenge.approved'
    | 'challenge.canceled'
    | 'challenge.expired'
    | 'challenge.max_checks_reached'
    | 'challenge.undeliverable'
    | 'delivery.sent'
    | 'delivery.delivered'
    | 'delivery.undelivered'
    | 'delivery.failed'
    | 'delivery.unknown'
    | 'factor.added'
    | 'factor.removed'
    | 'factor.replaced'
    | 'recovery_codes.made'
    | 'recovery_code.used'
    | 'passkey.possible_clone'
    | 'second_factor.turned_off'
    | 'user.reset'
    | 'address.changed'
    | 'app_password.made'
    | 'test')[] | undefined;
  readonly description?: string | null | undefined;
  /** True also takes up again what Otpost switched off. */
  readonly enabled?: boolean | undefined;
}

export interface Webhook {
  readonly id: string;
  readonly version: number;
  readonly url: string;
  readonly events: readonly (
    | 'challenge.approved'
    | 'challenge.canceled'
    | 'challenge.expired'
    | 'challenge.max_checks_reached'
    | 'challenge.undeliverable'
    | 'delivery.sent'
    | 'delivery.delivered'
    | 'delivery.undelivered'
    | 'delivery.failed'
    | 'delivery.unknown'
    | 'factor.added'
    | 'factor.removed'
    | 'factor.replaced'
    | 'recovery_codes.made'
    | 'recovery_code.used'
    | 'passkey.possible_clone'
    | 'second_factor.turned_off'
    | 'user.reset'
    | 'address.changed'
    | 'app_password.made'
    | 'test')[];
  readonly description: string | null;
  readonly enabled: boolean;
  /** `gone`: it answered 410. `failing`: it took nothing for three days. */
  readonly disabledReason: 'gone' | 'failing' | null;
  readonly createdAt: string;
  readonly updatedAt: string;
}

export interface WebhookList {
  readonly webhooks: readonly Webhook[];
}

export interface WebhookMessage {
  /** The `webhook-id` of every try. */
  readonly id: string;
  readonly type: string;
  readonly status: 'waiting' | 'delivered' | 'failed';
  /** Since it was owed, or sent again by hand. */
  readonly attempts: number;
  /** The HTTP status of the last answer, or why there was none. */
  readonly lastAnswer: string | null;
  readonly lastAttemptAt: string | null;
  readonly nextAttemptAt: string | null;
  readonly createdAt: string;
  /** The latest twenty, oldest first. */
  readonly tries: readonly {
    readonly at: string;
    readonly answer: string;
    readonly milliseconds: number;
  }[];
}

export interface WebhookMessagePage {
  /** Newest first. */
  readonly messages: readonly WebhookMessage[];
  /** Null on the last page. */
  readonly nextCursor: string | null;
}

export interface WebhookMessageQuery {
  readonly status?: 'waiting' | 'delivered' | 'failed' | undefined;
  /** Left out: `50`. */
  readonly limit?: number | undefined;
  /** `nextCursor` of the page before. */
  readonly cursor?: string | undefined;
}
