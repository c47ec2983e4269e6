export type DeliveryChannel = 'email' | 'sms';

/** One rendered message, ready to be handed over. */
export interface Message {
  /** Stable over retries of one send: becomes the Message-ID or webhook-id. Letters, digits, `_` and `-` only. */
  readonly id: string;
  readonly channel: DeliveryChannel;
  readonly kind: 'code' | 'notice' | 'test';
  /** One canonical address: an email address, or a phone number in E.164. */
  readonly to: string;
  /** Email only. */
  readonly subject?: string;
  readonly text: string;
  /** Email only. */
  readonly html?: string;
  /** For providers that build their own body; absent for notices and tests. */
  readonly code?: string;
  readonly locale: string;
  /** Where the provider may tell what became of this handover; carries a signed reference of its own. Absent: nowhere. */
  readonly receiptUrl?: string;
  /** True when an earlier attempt of the same send may have arrived. */
  readonly possibleDuplicate: boolean;
}
