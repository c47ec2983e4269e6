import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { afterAll, afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { SqliteError } from './sqlite-error.js';
import type { SqlValue } from './sqlite-protocol.js';
import { openSqliteThread, type SqliteThread } from './sqlite-thread.js';

const root = await mkdtemp(join(tmpdir(), 'otpost-thread-'));
const notAvailable = { code: 'unavailable', details: { dependency: 'store' } };
const insert = 'INSERT INTO "notes" ("id") VALUES (?)';
const threads: SqliteThread[] = [];
let workers: Worker[] = [];
let file = '';
let databases = 0;

function startWatched(path: string): Worker {
  const worker = new Worker(new URL('../../dist/sqlite/sqlite-worker.js', import.meta.url), {
    workerData: { file: path },
  });
  workers.push(worker);
  return worker;
}

function open(): SqliteThread {
  const thread = openSqliteThread(file, startWatched);
  threads.push(thread);
  return thread;
}

async function openWithTable(): Promise<SqliteThread> {
  const thread = open();
  await thread.query('CREATE TABLE "notes" ("id" TEXT PRIMARY KEY)');
  return thread;
}

beforeEach(() => {
  databases += 1;
  file = join(root, `${databases}.sqlite`);
  workers = [];
});
afterEach(() => Promise.all(threads.splice(0).map((thread) => thread.close())));
afterAll(() => rm(root, { recursive: true, force: true }));

describe('a thread that dies', () => {
  test('answers what was waiting with unavailable, and is started again at the next call', async () => {
    const thread = await openWithTable();
    await thread.write(insert, [['kept']]);
    // No request: it fails between two calls. Ended from outside within one, the driver takes the whole process with it.
    workers.at(0)?.postMessage('no request');
    const waiting = Array.from({ length: 3 }, () => thread.query('SELECT 1'));
    const settled = await Promise.allSettled(waiting);
    expect(settled.every((one) => one.status === 'rejected' && one.reason.code === 'unavailable')).toBe(true);
    expect(await thread.query('SELECT "id" FROM "notes"')).toEqual([{ id: 'kept' }]);
    expect(workers).toHaveLength(2);
  });

  test('leaves no call without an answer', async () => {
    const thread = openSqliteThread(file, () => new Worker('process.exit(1)', { eval: true }));
    threads.push(thread);
    await expect(thread.query('SELECT 1')).rejects.toMatchObject(notAvailable);
  });

  test('is ended by close', async () => {
    const thread = open();
    await thread.query('SELECT 1');
    await thread.close();
    // A worker that has ended has no thread id any more.
    expect(workers.map((worker) => worker.threadId)).toEqual([-1]);
  });
});

describe('a file that cannot be used', () => {
  test('is unavailable, and used as soon as it can be', async () => {
    await writeFile(file, 'this is no database, and long enough to be looked at '.repeat(100));
    const thread = open();
    await expect(thread.query('SELECT 1')).rejects.toMatchObject(notAvailable);
    await rm(file);
    expect(await thread.query('SELECT 1 AS "one"')).toEqual([{ one: 1 }]);
  });

  test('is unavailable when it is full: nothing of the batch stays, and it goes on when there is room', async () => {
    const thread = await openWithTable();
    await thread.query('PRAGMA max_page_count = 5');
    const batch = Array.from({ length: 200 }, (_, place) => [`${place}`.padEnd(1_000)]);
    await expect(thread.write(insert, batch)).rejects.toMatchObject(notAvailable);
    expect(await thread.query('SELECT count(*) AS "count" FROM "notes"')).toEqual([{ count: 0 }]);
    expect(await thread.write(insert, batch)).toBe(200);
  });

  test('is unavailable while another connection does not let go of it, and free afterwards', async () => {
    const thread = await openWithTable();
    const other = open();
    await other.query('BEGIN IMMEDIATE');
    await expect(thread.write(insert, [['a']])).rejects.toMatchObject(notAvailable);
    await other.query('ROLLBACK');
    expect(await thread.write(insert, [['a']])).toBe(1);
  });
});

describe('writes that come together', () => {
  const many = Array.from({ length: 100 }, (_, place) => `note-${place}`);

  test('share commits, since each of them waits for the disk', async () => {
    const thread = await openWithTable();
    await thread.query('PRAGMA wal_checkpoint(TRUNCATE)');
    expect(await Promise.all(many.map((id) => thread.write(insert, [[id]])))).toEqual(many.map(() => 1));
    const [pages] = await thread.query('PRAGMA wal_checkpoint(PASSIVE)');
    // Alone, each writes two pages at least: the table's and its index's.
    expect(pages?.['log']).toBeLessThan(100);
  });

  test('fail alone: of the same insert a hundred times over one happens, and what came beside it does', async () => {
    const thread = await openWithTable();
    const same = many.map(() => thread.write(insert, [['same']]));
    const others = many.map((id) => thread.write(insert, [[`${id}-a`], [`${id}-b`]]));
    const halves = many.map((id) => thread.write(insert, [[`${id}-c`], ['same']]));
    const kept = (await Promise.allSettled(same)).filter(({ status }) => status === 'fulfilled');
    expect(kept).toHaveLength(1);
    expect(await Promise.all(others)).toEqual(many.map(() => 2));
    expect((await Promise.allSettled(halves)).every(({ status }) => status === 'rejected')).toBe(true);
    expect(await thread.query('SELECT count(*) AS "count" FROM "notes"')).toEqual([{ count: 201 }]);
  });

  test('of which one finds no room happen not at all, or all but that one', async () => {
    const thread = await openWithTable();
    await thread.query('PRAGMA max_page_count = 5');
    const batch = Array.from({ length: 200 }, (_, place) => [`${place}`.padEnd(1_000)]);
    const small = many.map((id) => thread.write(insert, [[id]]));
    await expect(thread.write(insert, batch)).rejects.toMatchObject(notAvailable);
    const done = (await Promise.allSettled(small)).filter(({ status }) => status === 'fulfilled');
    expect(await thread.query('SELECT count(*) AS "count" FROM "notes"')).toEqual([{ count: done.length }]);
  });
});

describe('a mistake of ours', () => {
  test('in the SQL is thrown as SQLite tells it', async () => {
    const mistake = open().query('SELECT nothing FROM nowhere');
    await expect(mistake).rejects.toBeInstanceOf(SqliteError);
    await expect(mistake).rejects.toMatchObject({ code: 'SQLITE_ERROR' });
  });

  test.each([true, undefined, 5n])('in a parameter (%p) is refused and does not end the process', async (value) => {
    const thread = await openWithTable();
    await expect(thread.write(insert, [[value as unknown as SqlValue]])).rejects.toThrow('SQLite takes text');
    expect(await thread.write(insert, [['a']])).toBe(1);
  });

  test('in one row of a batch undoes the whole batch', async () => {
    const thread = await openWithTable();
    await expect(thread.write(insert, [['a'], ['b'], ['a']])).rejects.toMatchObject({
      code: 'SQLITE_CONSTRAINT_PRIMARYKEY',
    });
    expect(await thread.query('SELECT * FROM "notes"')).toEqual([]);
  });
});
