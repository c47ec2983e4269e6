import { unavailable } from '@otpost/core/errors';
import type { SqliteFailure } from './sqlite-protocol.js';

/** Primary result codes that say: not now, or not with this file (https://sqlite.org/rescode.html). */
const unavailableCodes =
  /^(OPEN_FAILED|SQLITE_(BUSY|LOCKED|FULL|IOERR|READONLY|CANTOPEN|CORRUPT|NOTADB|PROTOCOL|NOMEM|PERM)(_|$))/;

export function isUnavailableCode(code: string | undefined): boolean {
  return code !== undefined && unavailableCodes.test(code);
}

export function toFailure(error: unknown): SqliteFailure {
  const { message, code } = error as { message?: unknown; code?: unknown };
  return { message: String(message), code: typeof code === 'string' ? code : undefined };
}

/** An error of SQLite that is neither of the connection nor of the disk. */
export class SqliteError extends Error {
  readonly code: string | undefined;

  constructor(failure: SqliteFailure) {
    super(failure.message);
    this.name = 'SqliteError';
    this.code = failure.code;
  }
}

export function toStoreError(failure: SqliteFailure): Error {
  const error = new SqliteError(failure);
  return isUnavailableCode(failure.code) ? unavailable('store', 'The store cannot be used just now', error) : error;
}

const uniqueCodes = new Set(['SQLITE_CONSTRAINT_UNIQUE', 'SQLITE_CONSTRAINT_PRIMARYKEY']);

export function isUniqueViolation(error: unknown): boolean {
  return error instanceof SqliteError && uniqueCodes.has(error.code ?? '');
}
