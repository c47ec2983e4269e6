/** What the API answers at /admin/v1/challenges and /admin/v1/deliveries. */

export interface Challenge {
  readonly id: string;
  readonly applicationId: string | null;
  readonly channel: string;
  readonly purpose: string;
  readonly status: string;
  readonly reason: string | null;
  readonly to: string | null;
  readonly country: string | null;
  readonly createdAt: string;
  readonly expiresAt: string;
  readonly endedAt: string | null;
  readonly checks: number;
  readonly maxChecks: number;
  readonly sends: number;
}

export interface StoryEntry {
  readonly at: string;
  readonly type: string;
  readonly words: string;
  readonly send: number | null;
  readonly attempt: number | null;
  readonly provider: string | null;
  readonly outcome: string | null;
  readonly detail: string | null;
  readonly providerCode: string | null;
  readonly providerMessageId: string | null;
  readonly status: string | null;
  readonly reason: string | null;
}

export interface Story extends Challenge {
  readonly user: string | null;
  readonly live: boolean;
  readonly timeline: readonly StoryEntry[];
}

export interface Delivery {
  readonly id: string;
  readonly kind: 'code' | 'notice' | 'test';
  readonly challengeId: string | null;
  readonly send: number;
  readonly applicationId: string | null;
  readonly channel: string;
  readonly to: string;
  readonly status: string;
  readonly reason: string | null;
  readonly createdAt: string;
  readonly sentAt: string | null;
  readonly attempts: readonly { readonly provider: string | null; readonly detail: string | null }[];
}

export const challengeStatuses = ['pending', 'approved', 'canceled', 'expired', 'max_checks_reached', 'undeliverable'];

export const deliveryStatuses = [
  'queued',
  'sending',
  'sent',
  'delivered',
  'undelivered',
  'failed',
  'expired',
  'canceled',
  'unknown',
];
