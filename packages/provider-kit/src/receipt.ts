/** Why nothing more may be sent to an address: it does not exist, or its owner does not want it. */
export type SuppressionReason = 'hard_bounce' | 'opted_out' | 'complaint';

export const suppressionReasons = ['hard_bounce', 'opted_out', 'complaint'] as const;

/** `sent`: the provider has it and goes on; the other two are its last word. */
export type ReceiptStatus = 'sent' | 'delivered' | 'undelivered';

export const receiptStatuses = ['sent', 'delivered', 'undelivered'] as const;

/** The provider's later word about one message. */
export interface Receipt {
  readonly status: ReceiptStatus;
  /** The id of the message as it was handed over. Absent: the reference of the callback address, or `providerMessageId`, tells. */
  readonly deliveryId?: string;
  /** The provider's own id of the message. */
  readonly providerMessageId?: string;
  /** The provider's code for what happened. */
  readonly providerCode?: string;
  /** One sentence for the admin. Holds no address. */
  readonly detail?: string;
  /** Nothing more is to be sent to this address. */
  readonly suppress?: SuppressionReason;
}

/** A callback as it came over the wire. */
export interface ReceiptRequest {
  readonly method: string;
  /** The address that the provider was told, from the configured public address and never from the Host header. */
  readonly url: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string;
}

/** `forged`: the signature does not fit. `unreadable`: signed, and still no receipt; the field and what is wrong with it. */
export type ReceiptReading =
  | { readonly kind: 'read'; readonly receipts: readonly Receipt[] }
  | { readonly kind: 'forged'; readonly message: string }
  | { readonly kind: 'unreadable'; readonly field: string; readonly message: string };
