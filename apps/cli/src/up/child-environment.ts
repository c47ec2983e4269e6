import { ConfigError } from '@otpost/config/config-error';
import { type Environment, readConfig } from '@otpost/config/operator-config';
import { CommandError } from '../command.js';

export interface UpFacts {
  /** Absolute. */
  readonly dataDirectory: string;
  /** Of the API. */
  readonly port: number;
  readonly redisUrl: string | undefined;
  /** Undefined: SQLite in the data directory. */
  readonly mongodbUrl: string | undefined;
}

/** `up` is for development unless its terminal says otherwise. */
export function upEnvironment(inherited: Environment): string {
  return inherited['OTPOST_ENVIRONMENT'] ?? 'development';
}

/** What the API and the worker are told: the variables of this terminal, and what `up` has decided. */
export function childEnvironment(facts: UpFacts, inherited: Environment): Environment {
  const { dataDirectory, port, redisUrl, mongodbUrl } = facts;
  return {
    ...inherited,
    OTPOST_ENVIRONMENT: upEnvironment(inherited),
    OTPOST_PUBLIC_URL: `http://localhost:${port}`,
    OTPOST_HOST: '127.0.0.1',
    OTPOST_PORT: String(port),
    OTPOST_METRICS_HOST: '127.0.0.1',
    OTPOST_DATA_DIRECTORY: dataDirectory,
    // The inbox is on this machine, and its webhook is the SMS provider.
    OTPOST_ALLOW_PRIVATE_WEBHOOKS: 'true',
    REDIS_URL: redisUrl,
    OTPOST_MONGODB_URL: mongodbUrl,
  };
}

/** Finds mistakes in the variables before anything is started, rather than in the log of a child. */
export function requireValidEnvironment(environment: Environment): void {
  try {
    readConfig(environment);
  } catch (error) {
    if (error instanceof ConfigError) throw new CommandError(error.message);
    throw error;
  }
}
