import { type ChildProcess, spawn } from 'node:child_process';
import { statSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeEach, describe, expect, test } from '@jest/globals';
import { sampleChallenge } from '../contract/sample-records.js';
import { openSqliteStore } from './open-sqlite-store.js';
import { openSqliteThread } from './sqlite-thread.js';

const root = await mkdtemp(join(tmpdir(), 'otpost-durability-'));
let file = '';
let databases = 0;

beforeEach(() => {
  databases += 1;
  file = join(root, `${databases}.sqlite`);
});
afterAll(() => rm(root, { recursive: true, force: true }));

const storeModule = new URL('../../dist/sqlite/open-sqlite-store.js', import.meta.url).href;
/** Saves cursors one after another and says of each that it was acknowledged, until it is killed. */
const writer = `
  const { openSqliteStore } = await import(${JSON.stringify(storeModule)});
  const [file, name, count] = process.argv.slice(2);
  const store = openSqliteStore({ file, now: Date.now });
  await store.migrate();
  for (let i = 0; i < Number(count); i += 1) {
    await store.cursors.saveAll([{ id: name + '-' + i, position: String(i) }]);
    console.log(i);
  }
  await store.close();`;
const writerFile = join(root, 'writer.mjs');
await writeFile(writerFile, writer);

interface Writer {
  readonly child: ChildProcess;
  readonly acknowledged: number[];
  readonly ended: Promise<number | null>;
}

function startWriter(name: string, count: number): Writer {
  const child = spawn(process.execPath, [writerFile, file, name, String(count)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const acknowledged: number[] = [];
  if (child.stdout) createInterface({ input: child.stdout }).on('line', (line) => acknowledged.push(Number(line)));
  return { child, acknowledged, ended: new Promise((resolve) => child.once('close', resolve)) };
}

async function until(what: () => boolean): Promise<void> {
  while (!what()) await new Promise((resolve) => setTimeout(resolve, 5));
}

describe('SQLite on a disk', () => {
  test('a killed process loses nothing that was acknowledged, and the file stays whole', async () => {
    for (let round = 0; round < 5; round += 1) {
      const { child, acknowledged, ended } = startWriter(`round${round}`, 1_000_000);
      await until(() => acknowledged.length >= 20 + round * 7);
      child.kill('SIGKILL');
      await ended;
      const store = openSqliteStore({ file, now: Date.now });
      for (const i of acknowledged) expect(await store.cursors.get(`round${round}-${i}`)).toBeDefined();
      await store.close();
      const thread = openSqliteThread(file);
      expect(await thread.query('PRAGMA integrity_check')).toEqual([{ integrity_check: 'ok' }]);
      await thread.close();
    }
  });

  test('four processes write to one file at once, and none is refused', async () => {
    const writers = ['a', 'b', 'c', 'd'].map((name) => startWriter(name, 100));
    expect(await Promise.all(writers.map(({ ended }) => ended))).toEqual([0, 0, 0, 0]);
    const store = openSqliteStore({ file, now: Date.now });
    for (const name of ['a', 'b', 'c', 'd']) expect(await store.cursors.get(`${name}-99`)).toBeDefined();
    await store.close();
  });

  test('the file is for its owner only', async () => {
    const store = openSqliteStore({ file, now: Date.now });
    await store.migrate();
    await store.close();
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  test('what is acknowledged is on the disk: write-ahead log, synchronous in full', async () => {
    const thread = openSqliteThread(file);
    expect(await thread.query('PRAGMA journal_mode')).toEqual([{ journal_mode: 'wal' }]);
    expect(await thread.query('PRAGMA synchronous')).toEqual([{ synchronous: 2 }]);
    await thread.close();
  });

  test('this thread goes on with its work while a large batch is written', async () => {
    const store = openSqliteStore({ file, now: Date.now });
    await store.migrate();
    const batch = Array.from({ length: 5000 }, () => sampleChallenge());
    let turns = 0;
    let writing = true;
    const turning = (async () => {
      while (writing) {
        await new Promise((resolve) => setImmediate(resolve));
        turns += 1;
      }
    })();
    await store.challenges.saveNewer(batch);
    writing = false;
    await turning;
    // A write on this thread would have left room for a turn or two.
    expect(turns).toBeGreaterThan(100);
    await store.close();
  });
});

describe('queries of the history', () => {
  const wheres = {
    deliveries: ['applicationId', 'channel', 'status', 'kind', 'provider', 'addressHash', 'ownerId'],
    challenges: ['applicationId', 'status', 'addressHash'],
  };

  test('find their records by an index and in order, without a look at every record', async () => {
    const store = openSqliteStore({ file, now: Date.now });
    await store.migrate();
    await store.close();
    const thread = openSqliteThread(file);
    for (const [table, fields] of Object.entries(wheres)) {
      for (const field of fields) {
        const sql = `EXPLAIN QUERY PLAN SELECT "body" FROM "${table}" WHERE "${field}" IS ? ORDER BY "createdAt" DESC, "id" DESC LIMIT 50`;
        const plan = (await thread.query(sql, ['x'])).map((row) => String(row['detail'])).join('; ');
        expect(plan).toMatch(/USING INDEX/);
        expect(plan).not.toMatch(/TEMP B-TREE/);
      }
    }
    await thread.close();
  });
});
