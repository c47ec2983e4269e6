import type { ZodType } from 'zod';
import type { FormField } from './form-field.js';
import type { DeliveryChannel, Message } from './message.js';
import type { Outcome } from './outcome.js';
import type { ReceiptReading, ReceiptRequest } from './receipt.js';
import type { Verification } from './verification.js';

/** What a provider may know of the world; given at creation, never read from the environment. */
export interface ProviderEnvironment {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** True when webhooks may reach loopback and private networks (operator's configuration, never an admin's). */
  readonly allowPrivateAddresses: boolean;
}

/** A provider with its settings applied; holds what is worth keeping between messages, such as a connection pool. */
export interface ProviderInstance {
  /** One call, one timeout, no retry. Never throws for an outcome. The signal ends the call early. */
  send(message: Message, signal: AbortSignal): Promise<Outcome>;
  close(): Promise<void>;
}

/** A setting that is well formed but cannot work here. */
export interface ConfigProblem {
  readonly field: string;
  readonly message: string;
}

export interface ProviderMetadata {
  /** `smtp`, `sns`, ...: lower case letters, digits and dashes. */
  readonly kind: string;
  readonly name: string;
  readonly description: string;
  readonly channels: readonly DeliveryChannel[];
  readonly formFields: readonly FormField[];
}

export interface ProviderDefinition {
  readonly metadata: ProviderMetadata;
  /** Parses the config that an admin saves. Its output is what `create` receives. */
  readonly configSchema: ZodType<Record<string, unknown>>;
  /** The whole send, in milliseconds: after it an attempt counts as ambiguous. */
  readonly sendTimeoutMilliseconds: number;
  /** What the environment forbids in a config that the schema accepts. Absent: nothing. */
  problems?(config: Record<string, unknown>, environment: ProviderEnvironment): readonly ConfigProblem[];
  create(config: Record<string, unknown>, environment: ProviderEnvironment): ProviderInstance;
  /**
   * Asks the provider whether the config works, by one call that sends nothing to anybody. Answers in time, never throws.
   * Absent: only a test message can tell.
   */
  verify?(config: Record<string, unknown>, environment: ProviderEnvironment): Promise<Verification>;
  /** Reads a callback: checks its signature first. Never throws for what it holds. Absent: it gives no receipts. */
  readReceipts?(
    config: Record<string, unknown>,
    request: ReceiptRequest,
    environment: ProviderEnvironment,
  ): Promise<ReceiptReading>;
}
