import { types } from 'node:util';
import { OtpostError } from '@otpost/core/errors';
import { cleanText } from '../log/clean-text.js';

export type CheckName =
  | 'configuration'
  | 'node'
  | 'data-directory'
  | 'disk-space'
  | 'port'
  | 'metrics-port'
  | 'master-keys'
  | 'redis'
  | 'redis-policy'
  | 'redis-persistence'
  | 'redis-disk'
  | 'redis-memory'
  | 'redis-replicas'
  | 'clock'
  | 'mongodb'
  | 'providers';

/** What one check found. Holds no secret. */
export interface Finding {
  readonly check: CheckName;
  readonly ok: boolean;
  /** One sentence: what is the case. */
  readonly what: string;
  /** One sentence: what to do. Null when all is well. */
  readonly mend: string | null;
}

export function good(check: CheckName, what: string): Finding {
  return { check, ok: true, what, mend: null };
}

export function bad(check: CheckName, what: string, mend: string): Finding {
  return { check, ok: false, what, mend };
}

/**
 * What an error says, in a form that may be shown to an operator: the errors behind a failed connection have only a code, and
 * ours keep what a driver said as their cause.
 */
export function reasonOf(error: unknown): string {
  if (!types.isNativeError(error)) return cleanText(String(error));
  if (error instanceof OtpostError && error.cause !== undefined) return `${error.message}: ${reasonOf(error.cause)}`;
  const { code } = error as NodeJS.ErrnoException;
  return cleanText(error.message || code || error.name);
}
