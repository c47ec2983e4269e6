import type { Message } from './message.js';
import type { OutcomeClass } from './outcome.js';

/** One row of a provider's outcome table. */
export interface OutcomeRow {
  /** What happens at the wire: `550 5.1.1 at RCPT TO`. The name of the row in the report. */
  readonly when: string;
  /** Tells the fake server to do that with the next message. */
  readonly arrange: () => void | Promise<void>;
  readonly expect: OutcomeClass;
  readonly providerCode?: string;
  readonly retryAfterSeconds?: number;
  /** Another config for this row. */
  readonly config?: Record<string, unknown>;
  /** Ends the send from outside after this long: for servers that hang. */
  readonly endAfterMilliseconds?: number;
  /** Changes to the sample message. */
  readonly message?: Partial<Message>;
  /** How many messages the server may get to see; a provider never repeats one. Default 1. */
  readonly arrivals?: 0 | 1;
}

/** One row of what a check of the connection finds. */
export interface VerificationRow {
  /** `535 at the login`. The name of the row in the report. */
  readonly when: string;
  /** Tells the fake server how to answer the next check. */
  readonly arrange?: () => void | Promise<void>;
  readonly config?: Record<string, unknown>;
  /** `works`, or the field that is named; null when none is. */
  readonly expect: 'works' | { readonly field: string | null };
}

/** What the contract suite needs to know of a provider beside its definition. */
export interface ContractSubject {
  /** Accepted by the schema, and points to the fake server. */
  readonly config: Record<string, unknown>;
  /** Configs that must be refused with an error on that field. */
  readonly refused: readonly { readonly field: string; readonly config: Record<string, unknown> }[];
  /** At least one row each of `accepted`, `config` and `ambiguous`. */
  readonly rows: readonly OutcomeRow[];
  /** For a provider that has `verify`: at least one that works, and one that does not. */
  readonly verifications?: readonly VerificationRow[];
  /** Everything the fake server has received, one text per message. */
  readonly received: () => readonly string[];
  readonly close: () => Promise<void>;
}

/** One line of the report. */
export interface ContractResult {
  readonly name: string;
  readonly ok: boolean;
  /** What was seen instead, or empty. */
  readonly detail: string;
}
