import { resolve } from 'node:path';
import type { SealKey } from '@otpost/core/keyring/seal';
import type { z } from 'zod';
import { ConfigError, type Violation } from './config-error.js';
import { nearestName } from './nearest-name.js';
import { operatorRules } from './operator-rules.js';
import { type OperatorValues, operatorSchema } from './operator-schema.js';
import type { TrustedProxies } from './trusted-proxies-schema.js';
import { variableDocumentation } from './variable.js';

export type Environment = Readonly<Record<string, string | undefined>>;

export interface TracesConfig {
  /** Without a slash at its end. */
  readonly endpoint: string;
  /** May hold a secret. */
  readonly headers: Readonly<Record<string, string>>;
  /** From 0 to 1. */
  readonly ratio: number;
}

/** What the operator has set, parsed and checked. Null: left out. */
export interface OperatorConfig {
  readonly environment: OperatorValues['OTPOST_ENVIRONMENT'];
  /** Scheme, host and port, without a slash at its end. */
  readonly publicUrl: string;
  readonly host: string;
  /** 0: any free port. */
  readonly port: number;
  readonly trustedProxies: TrustedProxies;
  readonly metricsHost: string;
  /** 0: any free port; null: no metrics. */
  readonly metricsPort: number | null;
  /** May hold a password. */
  readonly redisUrl: string;
  readonly acceptWeakRedis: boolean;
  /** May hold a password. Null: SQLite in the data directory. */
  readonly mongodbUrl: string | null;
  /** Absolute. */
  readonly dataDirectory: string;
  /** The keys that were set directly; `readMasterKeys` gives the keys whatever their source. */
  readonly masterKeys: readonly SealKey[] | null;
  /** Absolute. Null: the key file in the data directory. */
  readonly masterKeyFile: string | null;
  readonly allowPrivateWebhooks: boolean;
  /** May hold a secret. Null: alerts are told by the console API and the metric alone. */
  readonly alertWebhookUrl: string | null;
  /** Packages and directories, as they were written. */
  readonly providers: readonly string[];
  /** Absolute. */
  readonly localesDirectory: string | null;
  readonly logLevel: OperatorValues['OTPOST_LOG_LEVEL'];
  /** Null: nothing is traced. */
  readonly traces: TracesConfig | null;
  readonly workerConcurrency: number;
  readonly workerChannels: readonly ('email' | 'sms')[];
  readonly historyDays: number;
  readonly addressHours: number;
  readonly timeOffsetMilliseconds: number;
}

const knownNames = Object.keys(operatorSchema.shape);
/** Belongs to the tests, which read it themselves. */
const testPrefix = 'OTPOST_TEST_';

function unknownVariables(environment: Environment): Violation[] {
  return Object.keys(environment)
    .filter((name) => name.startsWith('OTPOST_') && !name.startsWith(testPrefix) && !knownNames.includes(name))
    .map((variable) => {
      const nearest = nearestName(variable, knownNames);
      const mend = nearest ? `Did you mean ${nearest}?` : 'Remove it; .env.example lists every variable';
      return { variable, problem: 'is not known', mend };
    });
}

function issueToViolation(variable: string, schema: z.ZodType, issue: z.core.$ZodIssue): Violation {
  const example = variableDocumentation.get(schema)?.example;
  const mend: unknown = issue.code === 'custom' ? issue.params?.mend : undefined;
  return {
    variable,
    problem: issue.message,
    mend: typeof mend === 'string' ? mend : `For example ${variable}=${example}`,
  };
}

function parseVariables(environment: Environment): { values: Partial<OperatorValues>; violations: Violation[] } {
  const values: Record<string, unknown> = {};
  const violations: Violation[] = [];
  for (const [name, schema] of Object.entries(operatorSchema.shape)) {
    const parsed = schema.safeParse(environment[name]);
    if (parsed.success) values[name] = parsed.data;
    else violations.push(...parsed.error.issues.map((issue) => issueToViolation(name, schema, issue)));
  }
  return { values, violations };
}

function tracesOf(values: OperatorValues): TracesConfig | null {
  const { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, OTEL_EXPORTER_OTLP_HEADERS: headers } = values;
  if (endpoint === null) return null;
  return { endpoint: endpoint.replace(/\/+$/, ''), headers: headers ?? {}, ratio: values.OTEL_TRACES_SAMPLER_ARG };
}

function toConfig(values: OperatorValues): OperatorConfig {
  const { OTPOST_MASTER_KEY_FILE: masterKeyFile, OTPOST_LOCALES_DIRECTORY: localesDirectory } = values;
  return {
    environment: values.OTPOST_ENVIRONMENT,
    publicUrl: values.OTPOST_PUBLIC_URL ?? `http://localhost:${values.OTPOST_PORT}`,
    host: values.OTPOST_HOST,
    port: values.OTPOST_PORT,
    trustedProxies: values.OTPOST_TRUSTED_PROXIES,
    metricsHost: values.OTPOST_METRICS_HOST,
    metricsPort: values.OTPOST_METRICS_PORT,
    redisUrl: values.REDIS_URL,
    acceptWeakRedis: values.OTPOST_ACCEPT_WEAK_REDIS,
    mongodbUrl: values.OTPOST_MONGODB_URL,
    dataDirectory: resolve(values.OTPOST_DATA_DIRECTORY),
    masterKeys: values.OTPOST_MASTER_KEYS,
    masterKeyFile: masterKeyFile === null ? null : resolve(masterKeyFile),
    allowPrivateWebhooks: values.OTPOST_ALLOW_PRIVATE_WEBHOOKS,
    alertWebhookUrl: values.OTPOST_ALERT_WEBHOOK_URL,
    providers: values.OTPOST_PROVIDERS,
    localesDirectory: localesDirectory === null ? null : resolve(localesDirectory),
    logLevel: values.OTPOST_LOG_LEVEL,
    traces: tracesOf(values),
    workerConcurrency: values.OTPOST_WORKER_CONCURRENCY,
    workerChannels: values.OTPOST_WORKER_CHANNELS,
    historyDays: values.OTPOST_HISTORY_DAYS,
    addressHours: values.OTPOST_ADDRESS_HOURS,
    timeOffsetMilliseconds: values.OTPOST_TIME_OFFSET_MILLISECONDS,
  };
}

/** Parses and checks the operator's variables. Throws a ConfigError that tells everything that is wrong at once. */
export function readConfig(environment: Environment): OperatorConfig {
  const { values, violations } = parseVariables(environment);
  const broken = operatorRules.map((rule) => rule(values)).filter((violation) => violation !== undefined);
  const all = [...violations, ...broken, ...unknownVariables(environment)];
  if (all.length > 0) throw new ConfigError(all);
  return toConfig(values as OperatorValues);
}

/** The one place that reads `process.env`. */
export function readProcessConfig(): OperatorConfig {
  return readConfig(process.env);
}
