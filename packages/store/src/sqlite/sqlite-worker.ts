/** The SQLite thread: runs one request after another, because every call of the driver blocks. */
import { parentPort, workerData } from 'node:worker_threads';
import { openSqliteConnection, type SqliteConnection } from './sqlite-connection.js';
import { isUnavailableCode } from './sqlite-error.js';
import type { SqliteCall, SqliteFailure, SqliteReply, SqliteRequest, SqliteResult } from './sqlite-protocol.js';

const { file } = workerData as { file: string };
let connection: SqliteConnection | undefined;

function toFailure(error: unknown): SqliteFailure {
  const { message, code } = error as { message?: unknown; code?: unknown };
  return { message: String(message), code: typeof code === 'string' ? code : undefined };
}

function open(): SqliteConnection | SqliteFailure {
  try {
    return openSqliteConnection(file);
  } catch (error) {
    return { message: toFailure(error).message, code: 'OPEN_FAILED' };
  }
}

function dropConnection(): void {
  try {
    connection?.close();
  } finally {
    connection = undefined;
  }
}

function answer(request: SqliteRequest): SqliteResult | SqliteFailure {
  if (request.kind === 'close') {
    dropConnection();
    return { rows: [], changes: 0 };
  }
  if (connection === undefined) {
    const opened = open();
    if (!('run' in opened)) return opened;
    connection = opened;
  }
  try {
    return connection.run(request);
  } catch (error) {
    const failure = toFailure(error);
    // Opened anew at the next request: the file may have been replaced.
    if (isUnavailableCode(failure.code)) dropConnection();
    return failure;
  }
}

parentPort?.on('message', ({ number, request }: SqliteCall) => {
  const outcome = answer(request);
  const reply: SqliteReply = 'rows' in outcome ? { number, result: outcome } : { number, failure: outcome };
  parentPort?.postMessage(reply);
});
