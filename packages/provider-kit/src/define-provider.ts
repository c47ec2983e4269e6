import type { ZodType } from 'zod';
import type { FormField } from './form-field.js';
import type { DeliveryChannel, Message } from './message.js';
import type { Outcome } from './outcome.js';

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
  create(config: Record<string, unknown>, environment: ProviderEnvironment): ProviderInstance;
}

interface TypedProvider<Config extends Record<string, unknown>> {
  readonly metadata: ProviderMetadata;
  readonly configSchema: ZodType<Config>;
  readonly sendTimeoutMilliseconds: number;
  create(config: Config, environment: ProviderEnvironment): ProviderInstance;
}

/** Declares a provider. `create` gets its config parsed again, so a stored config of an older shape fails with a named field. */
export function defineProvider<Config extends Record<string, unknown>>(
  provider: TypedProvider<Config>,
): ProviderDefinition {
  const { metadata, configSchema, sendTimeoutMilliseconds } = provider;
  return {
    metadata,
    configSchema,
    sendTimeoutMilliseconds,
    create: (config, environment) => provider.create(configSchema.parse(config), environment),
  };
}

/** The names of the config fields that are write-only. */
export function secretFieldNames(metadata: ProviderMetadata): string[] {
  return metadata.formFields.filter((field) => field.kind === 'secret').map((field) => field.name);
}
