import { Worker } from 'node:worker_threads';
import { unavailable } from '@otpost/core/errors';
import { toStoreError } from './sqlite-error.js';
import type {
  SqliteCall,
  SqliteReply,
  SqliteRequest,
  SqliteResult,
  SqlRow,
  SqlValue,
  TablePlan,
} from './sqlite-protocol.js';

/** Longer than the 5 s for which SQLite itself waits for another writer. */
const answerTimeoutMs = 10_000;

export interface SqliteThread {
  query(sql: string, parameters?: readonly SqlValue[]): Promise<readonly SqlRow[]>;
  /** Runs the statement for each row, all or none; tells how many rows of the table changed. */
  write(sql: string, rows: readonly (readonly SqlValue[])[]): Promise<number>;
  /** Has no time limit, because an index over millions of records takes its time. */
  applySchema(tables: readonly TablePlan[]): Promise<void>;
  /** Answers what was asked before, then ends the thread. */
  close(): Promise<void>;
}

interface Waiting {
  readonly resolve: (result: SqliteResult) => void;
  readonly reject: (error: Error) => void;
  readonly timer: NodeJS.Timeout | undefined;
}

/** A thread needs plain JavaScript, so this is the built file also when this source is run by the tests. */
function startSqliteWorker(file: string): Worker {
  return new Worker(new URL('../../dist/sqlite/sqlite-worker.js', import.meta.url), { workerData: { file } });
}

/** Starts the thread at the first call, and again after it died. */
export function openSqliteThread(file: string, startWorker = startSqliteWorker): SqliteThread {
  const waiting = new Map<number, Waiting>();
  let worker: Worker | undefined;
  let lastNumber = 0;
  let closing: Promise<void> | undefined;

  function take(number: number): Waiting | undefined {
    const call = waiting.get(number);
    waiting.delete(number);
    clearTimeout(call?.timer);
    return call;
  }

  function settle({ number, outcome }: SqliteReply): void {
    const call = take(number);
    if ('rows' in outcome) call?.resolve(outcome);
    else call?.reject(toStoreError(outcome));
  }

  function start(): Worker {
    const started = startWorker(file);
    let cause: unknown;
    started.on('message', (replies: readonly SqliteReply[]) => replies.forEach(settle));
    started.on('error', (error) => {
      cause = error;
    });
    started.on('exit', () => {
      worker = undefined;
      for (const number of waiting.keys()) take(number)?.reject(unavailable('store', 'The store has stopped', cause));
    });
    return started;
  }

  function send(request: SqliteRequest, timeoutMs?: number): Promise<SqliteResult> {
    worker ??= start();
    const current = worker;
    return new Promise((resolve, reject) => {
      lastNumber += 1;
      const number = lastNumber;
      const onTimeout = () => take(number)?.reject(unavailable('store', 'The store does not answer'));
      const timer = timeoutMs === undefined ? undefined : setTimeout(onTimeout, timeoutMs);
      waiting.set(number, { resolve, reject, timer });
      const call: SqliteCall = { number, request };
      current.postMessage(call);
    });
  }

  async function ask(request: SqliteRequest, timeoutMs?: number): Promise<SqliteResult> {
    if (closing) throw unavailable('store', 'The store is closed');
    return send(request, timeoutMs);
  }

  async function end(): Promise<void> {
    if (!worker) return;
    // A thread that hangs or has died must not keep the process from ending.
    await send({ kind: 'close' }, answerTimeoutMs).catch(() => undefined);
    await worker?.terminate();
  }

  return {
    query: async (sql, parameters = []) => (await ask({ kind: 'query', sql, parameters }, answerTimeoutMs)).rows,
    write: async (sql, rows) => (await ask({ kind: 'write', sql, rows }, answerTimeoutMs)).changes,
    async applySchema(tables) {
      await ask({ kind: 'applySchema', tables });
    },
    close() {
      closing ??= end();
      return closing;
    },
  };
}
