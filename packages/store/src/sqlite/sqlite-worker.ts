/**
 * The SQLite thread. Every call of the driver blocks, so what came meanwhile is answered together: queries at once, then the
 * writes in one transaction. Between them there is no order, since nobody who waits for one has asked for the other.
 */
import { type MessagePort, parentPort, receiveMessageOnPort, workerData } from 'node:worker_threads';
import { openSqliteConnection, type SqliteConnection } from './sqlite-connection.js';
import { isUnavailableCode, toFailure } from './sqlite-error.js';
import type { SqliteCall, SqliteFailure, SqliteReply, SqliteRequest, SqliteWrite } from './sqlite-protocol.js';

const { file } = workerData as { file: string };
/** Enough to share a wait for the disk, and few enough that what asks goes on with some of them meanwhile: measured. */
const mostCalls = 24;
/** As one large batch: who asks behind it waits long enough. */
const mostRows = 1_000;

let connection: SqliteConnection | undefined;

function open(): SqliteConnection {
  try {
    return openSqliteConnection(file);
  } catch (error) {
    throw Object.assign(new Error(toFailure(error).message), { code: 'OPEN_FAILED' });
  }
}

function dropConnection(): void {
  try {
    connection?.close();
  } finally {
    connection = undefined;
  }
}

function use<Answer>(work: (opened: SqliteConnection) => Answer): Answer | SqliteFailure {
  try {
    connection ??= open();
    return work(connection);
  } catch (error) {
    const failure = toFailure(error);
    // Opened anew at the next call: the file may have been replaced.
    if (isUnavailableCode(failure.code)) dropConnection();
    return failure;
  }
}

/** What came together, by what is done with it. */
interface Calls {
  readonly queries: SqliteCall<Extract<SqliteRequest, { kind: 'query' }>>[];
  readonly writes: SqliteCall<SqliteWrite>[];
  /** Concern the file as a whole. */
  readonly others: SqliteCall<Exclude<SqliteRequest, SqliteWrite>>[];
}

function sort(calls: Calls, { number, request }: SqliteCall): number {
  if (request.kind === 'query') calls.queries.push({ number, request });
  else if (request.kind === 'write') calls.writes.push({ number, request });
  else calls.others.push({ number, request });
  return request.kind === 'write' ? request.rows.length : 0;
}

/** The call, and those that wait behind it. */
function takeCalls(port: MessagePort, first: SqliteCall): Calls {
  const calls: Calls = { queries: [], writes: [], others: [] };
  let rows = sort(calls, first);
  for (let count = 1; count < mostCalls && rows < mostRows; count += 1) {
    const next = receiveMessageOnPort(port);
    if (!next) break;
    rows += sort(calls, next.message as SqliteCall);
  }
  return calls;
}

function answerWrites(calls: Calls['writes']): SqliteReply[] {
  if (calls.length === 0) return [];
  const outcomes = use((opened) => opened.writeAll(calls.map(({ request }) => request)));
  if ('message' in outcomes) return calls.map(({ number }) => ({ number, outcome: outcomes }));
  return outcomes.map((outcome, place) => ({ number: calls[place]?.number ?? 0, outcome }));
}

function answer({ number, request }: Calls['others'][number]): SqliteReply {
  if (request.kind !== 'close') return { number, outcome: use((opened) => opened.run(request)) };
  dropConnection();
  return { number, outcome: { rows: [], changes: 0 } };
}

function listen(port: MessagePort): void {
  const tell = (replies: SqliteReply[]) => replies.length > 0 && port.postMessage(replies);
  port.on('message', (first: SqliteCall) => {
    const { queries, writes, others } = takeCalls(port, first);
    // They need not wait for the disk.
    tell(queries.map(answer));
    tell(answerWrites(writes));
    tell(others.map(answer));
  });
}

if (parentPort) listen(parentPort);
