// Written from the OpenAPI document by apps/api/dist/docs/sdk/write-sdk-files.js; not by hand.

import type { Attempt, DeliveryStatus } from './challenges-types.js';

export interface Delivery {
  readonly id: string;
  readonly kind: 'code' | 'notice' | 'test';
  /** Null for notices and tests. */
  readonly challengeId: string | null;
  readonly send: number;
  /** Null for a test by an admin. */
  readonly applicationId: string | null;
  readonly channel: 'email' | 'sms';
  /** Masked. */
  readonly to: string;
  readonly country: string | null;
  readonly status: DeliveryStatus;
  readonly reason: string | null;
  readonly createdAt: string;
  readonly sentAt: string | null;
  readonly attempts: readonly Attempt[];
}

export interface DeliveryPage {
  /** Newest first. */
  readonly deliveries: readonly Delivery[];
  /** Null on the last page. */
  readonly nextCursor: string | null;
}

export interface DeliveryQuery {
  readonly channel?: 'email' | 'sms' | undefined;
  readonly status?: DeliveryStatus | undefined;
  readonly kind?: 'code' | 'notice' | 'test' | undefined;
  /** Id of the provider that was asked last. */
  readonly provider?: string | undefined;
  /** A whole address. Found until addresses are dropped from history. */
  readonly to?: string | undefined;
  readonly challenge?: string | undefined;
  /** Created at this time or later. */
  readonly from?: string | undefined;
  /** Created before this time. */
  readonly until?: string | undefined;
  /** Left out: `50`. */
  readonly limit?: number | undefined;
  /** `nextCursor` of the page before. */
  readonly cursor?: string | undefined;
}
