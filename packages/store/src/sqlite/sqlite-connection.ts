import { chmodSync, closeSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import Database from 'libsql';
import { applySchema } from './apply-schema.js';
import { isUnavailableCode, toFailure } from './sqlite-error.js';
import type { SqliteOutcome, SqliteRequest, SqliteResult, SqliteWrite, SqlRow, SqlValue } from './sqlite-protocol.js';

/** Other processes write to the same file; SQLite's own default is not to wait at all. */
const busyTimeoutMs = 5_000;
/** Above any number of statements that the collections make. */
const cachedStatements = 500;

export interface SqliteConnection {
  run(request: Exclude<SqliteRequest, SqliteWrite | { kind: 'close' }>): SqliteResult;
  /**
   * Runs writes in one transaction, so that one commit, which waits for the disk, serves them all. A write that fails is
   * undone alone; what concerns the file itself is thrown, and then none has happened.
   */
  writeAll(writes: readonly SqliteWrite[]): SqliteOutcome[];
  close(): void;
}

/** Only the owner may read the file; SQLite gives its WAL the same mode. */
function makePrivateFile(file: string): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  closeSync(openSync(file, 'a', 0o600));
  chmodSync(file, 0o600);
}

function openDatabase(file: string) {
  makePrivateFile(file);
  const database = new Database(file);
  database.exec(`PRAGMA busy_timeout = ${busyTimeoutMs}`);
  database.exec('PRAGMA journal_mode = WAL');
  database.exec('PRAGMA synchronous = FULL');
  // What is deleted is overwritten: erasing a user leaves nothing in free pages.
  database.exec('PRAGMA secure_delete = ON');
  return database;
}

/** The driver ends the whole process when it is given a boolean or undefined. */
function checkParameters(parameters: readonly SqlValue[]): unknown[] {
  for (const value of parameters) {
    if (value !== null && typeof value !== 'string' && typeof value !== 'number') {
      throw new TypeError(`SQLite takes text, numbers and null, not ${typeof value}`);
    }
  }
  return [...parameters];
}

/** `_metadata` is an extra key of the driver. */
function plainRow(row: unknown): SqlRow {
  const { _metadata, ...columns } = row as Record<string, SqlValue>;
  return columns;
}

/** Opens the file, for the SQLite thread only, since every call blocks. */
export function openSqliteConnection(file: string): SqliteConnection {
  const database = openDatabase(file);
  const statements = new Map<string, ReturnType<typeof database.prepare>>();

  function prepare(sql: string) {
    const known = statements.get(sql);
    if (known) return known;
    if (statements.size >= cachedStatements) statements.clear();
    const statement = database.prepare(sql);
    statements.set(sql, statement);
    return statement;
  }

  function inTransaction<Result>(work: () => Result): Result {
    database.exec('BEGIN IMMEDIATE');
    try {
      const result = work();
      database.exec('COMMIT');
      return result;
    } catch (error) {
      // A full disk makes SQLite roll back by itself.
      if (database.inTransaction) database.exec('ROLLBACK');
      throw error;
    }
  }

  function writeRows({ sql, rows }: SqliteWrite): SqliteResult {
    const statement = prepare(sql);
    const changes = rows.reduce((sum, row) => sum + statement.run(checkParameters(row)).changes, 0);
    return { rows: [], changes };
  }

  function write(request: SqliteWrite): SqliteOutcome {
    // One row that fails undoes itself.
    const isGuarded = request.rows.length > 1;
    if (isGuarded) database.exec('SAVEPOINT one_write');
    try {
      const result = writeRows(request);
      if (isGuarded) database.exec('RELEASE one_write');
      return result;
    } catch (error) {
      const failure = toFailure(error);
      if (isUnavailableCode(failure.code) || !database.inTransaction) throw error;
      if (isGuarded) database.exec('ROLLBACK TO one_write; RELEASE one_write');
      return failure;
    }
  }

  return {
    run(request) {
      switch (request.kind) {
        case 'query': {
          // `all` runs the statement to its end; `get` would leave a read transaction open.
          const rows = prepare(request.sql).all(checkParameters(request.parameters));
          return { rows: rows.map(plainRow), changes: 0 };
        }
        case 'applySchema':
          inTransaction(() => applySchema(database, request.tables));
          return { rows: [], changes: 0 };
      }
    },
    writeAll: (writes) => inTransaction(() => writes.map(write)),
    close: () => {
      database.close();
    },
  };
}
