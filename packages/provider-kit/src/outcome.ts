import type { SuppressionReason } from './receipt.js';

/**
 * What became of one handover to a provider. Every answer of every provider maps into exactly one class.
 *
 * - `accepted`: the provider took the message.
 * - `retry`: not taken; the same provider may be asked again (429 and the like).
 * - `failover`: not taken; ask the next provider now.
 * - `permanent`: not taken and never will be for this address; stop and say so.
 * - `config`: not taken because of our settings; stop using the provider, tell the admin, ask the next.
 * - `ambiguous`: the provider may have taken it; never counted as sent, never repeated more than once.
 */
export type OutcomeClass = 'accepted' | 'retry' | 'failover' | 'permanent' | 'config' | 'ambiguous';

export const outcomeClasses: readonly OutcomeClass[] = [
  'accepted',
  'retry',
  'failover',
  'permanent',
  'config',
  'ambiguous',
];

export interface Outcome {
  readonly class: OutcomeClass;
  /** One sentence for the admin. Holds no code, no secret and no whole address. */
  readonly detail: string;
  /** The provider's own code for what happened: `550`, `21211`, `ThrottlingException`. */
  readonly providerCode?: string;
  /** The provider's id for the message, when it gave one. */
  readonly providerMessageId?: string;
  /** The provider will tell later what became of it, so that its silence means something. */
  readonly awaitsReceipt?: boolean;
  /** Nothing more is to be sent to this address. */
  readonly suppress?: SuppressionReason;
  /** What the provider asked for by Retry-After, in seconds, as it said it. */
  readonly retryAfterSeconds?: number;
}
