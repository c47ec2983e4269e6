/** One message that was sent, as the receiver got it. */
export interface InboxMessage {
  /** Rises with every message, also over restarts of the inbox. */
  readonly id: string;
  readonly channel: 'email' | 'sms';
  readonly to: string;
  readonly from: string;
  /** Email only. */
  readonly subject: string | null;
  readonly text: string;
  /** Email only. */
  readonly html: string | null;
  /** Headers of the mail or of the webhook request; names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** ISO 8601, UTC. */
  readonly receivedAt: string;
}

/** What a receiver hands over; the message box adds id and time. */
export type ReceivedMessage = Omit<InboxMessage, 'id' | 'receivedAt'>;
