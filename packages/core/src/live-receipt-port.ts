import type { Receipt } from '@otpost/provider-kit/receipt';

/** A receipt whose message is found. */
export interface LiveReceipt {
  /** Of the challenge or notice. */
  readonly id: string;
  readonly send: number;
  /** Null: the last that this provider may have taken. */
  readonly attempt: number | null;
  readonly receipt: Omit<Receipt, 'deliveryId'> & { readonly provider: string };
}

export type RecordReceiptResult =
  /** `isStepDue`: the next channel is to be used now. */
  | { readonly kind: 'recorded'; readonly isStepDue: boolean }
  /** It said nothing new. */
  | { readonly kind: 'known' }
  /** This provider has taken no such message. */
  | { readonly kind: 'missing' }
  /** The live state does not know the challenge, or has forgotten it. */
  | { readonly kind: 'gone' };

export interface LiveReceipts {
  /** Monotone and idempotent. One that comes before its attempt is closed closes it. */
  record(receipt: LiveReceipt): Promise<RecordReceiptResult>;
  /** For history alone: the live state has forgotten the challenge. `at` in milliseconds since 1970. */
  recordLate(receipt: LiveReceipt, at: number): Promise<void>;
}
