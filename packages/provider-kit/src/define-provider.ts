import type { core, ZodType } from 'zod';
import { guardInstance } from './guard-instance.js';
import { guardVerification } from './guard-verification.js';
import type {
  ConfigProblem,
  ProviderDefinition,
  ProviderEnvironment,
  ProviderInstance,
  ProviderMetadata,
} from './provider-definition.js';
import type { ReceiptReading, ReceiptRequest } from './receipt.js';
import { secretValues } from './secret-values.js';
import type { Verification } from './verification.js';

interface TypedProvider<Config extends Record<string, unknown>> {
  readonly metadata: ProviderMetadata;
  readonly configSchema: ZodType<Config>;
  readonly sendTimeoutMilliseconds: number;
  problems?(config: Config, environment: ProviderEnvironment): readonly ConfigProblem[];
  create(config: Config, environment: ProviderEnvironment): ProviderInstance;
  /** One call that sends nothing; the signal ends it. What it throws is told as a failure. */
  verify?(config: Config, environment: ProviderEnvironment, signal: AbortSignal): Promise<Verification>;
  readReceipts?(config: Config, request: ReceiptRequest, environment: ProviderEnvironment): Promise<ReceiptReading>;
}

/**
 * Declares a provider. `create` gets its config parsed again, so a stored config of an older shape fails with a named field.
 * Instances are guarded: they answer in time, never throw, and their outcomes hold no code, address or secret.
 */
export function defineProvider<Config extends Record<string, unknown>>(
  provider: TypedProvider<Config>,
): ProviderDefinition {
  const { metadata, configSchema, sendTimeoutMilliseconds } = provider;
  const readReceipts = provider.readReceipts?.bind(provider);
  const verify = provider.verify?.bind(provider);
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
    ...(verify
      ? {
          verify: async (config, environment) => {
            const parsed = configSchema.parse(config);
            const secrets = secretValues(metadata, parsed);
            return await guardVerification((signal) => verify(parsed, environment, signal), { metadata, secrets });
          },
        }
      : {}),
    ...(readReceipts
      ? {
          readReceipts: (config, request, environment) =>
            readReceipts(configSchema.parse(config), request, environment),
        }
      : {}),
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
