import type { core, ZodType } from 'zod';
import type { FormField } from './form-field.js';
import { guardInstance } from './guard-instance.js';
import type { DeliveryChannel, Message } from './message.js';
import type { Outcome } from './outcome.js';
import { secretValues } from './secret-values.js';

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
}

interface TypedProvider<Config extends Record<string, unknown>> {
  readonly metadata: ProviderMetadata;
  readonly configSchema: ZodType<Config>;
  readonly sendTimeoutMilliseconds: number;
  problems?(config: Config, environment: ProviderEnvironment): readonly ConfigProblem[];
  create(config: Config, environment: ProviderEnvironment): ProviderInstance;
}

/**
 * Declares a provider. `create` gets its config parsed again, so a stored config of an older shape fails with a named field.
 * Instances are guarded: they answer in time, never throw, and their outcomes hold no code, address or secret.
 */
export function defineProvider<Config extends Record<string, unknown>>(
  provider: TypedProvider<Config>,
): ProviderDefinition {
  const { metadata, configSchema, sendTimeoutMilliseconds } = provider;
  return {
    metadata,
    configSchema,
    sendTimeoutMilliseconds,
    problems: (config, environment) => provider.problems?.(configSchema.parse(config), environment) ?? [],
    create: (config, environment) => {
      const parsed = configSchema.parse(config);
      const secrets = secretValues(metadata, parsed);
      const instance = provider.create(parsed, environment);
      return guardInstance(instance, { name: metadata.name, secrets, sendTimeoutMilliseconds });
    },
  };
}

/** Everything that is wrong with a config that an admin wants to save: shape first, then what the environment forbids. */
export function configProblems(
  definition: ProviderDefinition,
  config: Record<string, unknown>,
  environment: ProviderEnvironment,
): readonly ConfigProblem[] {
  const parsed = definition.configSchema.safeParse(config);
  if (!parsed.success) return parsed.error.issues.flatMap(problemsOf);
  return definition.problems?.(parsed.data, environment) ?? [];
}

/** zod names keys that it does not know beside the path. */
function problemsOf(issue: core.$ZodIssue): ConfigProblem[] {
  if (issue.code !== 'unrecognized_keys') return [{ field: issue.path.join('.'), message: issue.message }];
  return issue.keys.map((key) => ({ field: [...issue.path, key].join('.'), message: 'There is no such setting' }));
}
