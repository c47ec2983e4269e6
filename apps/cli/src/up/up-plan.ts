import { join, resolve } from 'node:path';
import type { Environment } from '@otpost/config/operator-config';
import { type CommandInput, usageError } from '../command.js';

/** What was asked for. */
export interface UpPlan {
  /** Absolute. */
  readonly dataDirectory: string;
  readonly port: number;
  readonly apis: number;
  readonly workers: number;
  /** A real Redis in place of the private one. May hold a password. */
  readonly redisUrl: string | undefined;
  /** A real MongoDB in place of SQLite. May hold a password. */
  readonly mongodbUrl: string | undefined;
  /** Whether to run the example site beside it. */
  readonly hasExample: boolean;
}

export const defaultDataDirectory = '.otpost';

export function readDataDirectory({ values }: CommandInput): string {
  return resolve(String(values['data'] ?? defaultDataDirectory));
}

function readNumber({ values }: CommandInput, flag: string, fallback: number, least: number, most: number): number {
  const text = String(values[flag] ?? fallback);
  const number = Number(text);
  if (/^[0-9]+$/.test(text) && number >= least && number <= most) return number;
  throw usageError(`--${flag} must be a whole number from ${least} to ${most}, not ${text}`);
}

/** Reads the flags of `up` and the two variables that name real servers. */
export function readUpPlan(input: CommandInput, environment: Environment): UpPlan {
  const { mongodb } = input.values;
  return {
    dataDirectory: readDataDirectory(input),
    // The ports beside it must exist, too.
    port: readNumber(input, 'port', 7070, 1, 65_500),
    apis: readNumber(input, 'apis', 1, 1, 32),
    workers: readNumber(input, 'workers', 1, 0, 32),
    hasExample: input.values['example'] === true,
    redisUrl: environment['REDIS_URL'] || undefined,
    mongodbUrl: typeof mongodb === 'string' ? mongodb : environment['OTPOST_MONGODB_URL'] || undefined,
  };
}

/** Where things stand in the data directory. */
export interface DataPaths {
  readonly directory: string;
  readonly lock: string;
  readonly processes: string;
  readonly devFile: string;
  readonly logs: string;
  readonly redis: string;
  /** Written by the printed curl line: the challenge that it created. */
  readonly challenge: string;
}

export function dataPaths(directory: string): DataPaths {
  return {
    directory,
    lock: join(directory, 'up.lock'),
    processes: join(directory, 'processes.json'),
    devFile: join(directory, 'dev.json'),
    logs: join(directory, 'logs'),
    redis: join(directory, 'redis'),
    challenge: join(directory, 'challenge.json'),
  };
}
