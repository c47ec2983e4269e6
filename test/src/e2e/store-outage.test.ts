import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import Database from 'libsql';
import { eventually } from '../servers/eventually.js';
import { connectSink, newApplication, type TestApplication } from '../servers/furnish.js';
import { untilHistoryIsWhole } from '../servers/history-faults.js';
import { ask } from '../servers/house-client.js';
import { canLimitProcesses } from '../servers/limit-process.js';
import { type MessageSink, startMessageSink } from '../servers/message-sink.js';
import { type House, startHouse } from '../servers/start-house.js';
import { startTestMongo } from '../servers/start-test-mongo.js';

const challengesDuring = 30;
const mongo = await startTestMongo();

const ends: (() => Promise<void>)[] = [];
afterAll(async () => {
  for (const end of ends.toReversed()) await end();
  await mongo?.stop();
}, 60_000);

interface Installation {
  readonly house: House;
  readonly sink: MessageSink;
  readonly application: TestApplication;
}

async function install(mongodbUrl?: string): Promise<Installation> {
  const sink = await startMessageSink();
  ends.push(() => sink.close());
  const store = mongodbUrl === undefined ? {} : { mongodbUrl };
  const house = await startHouse({ apis: 1, workers: 1, ...store, furnish: (made) => connectSink(made, sink) });
  ends.push(() => house.end());
  return { house, sink, application: await newApplication(house) };
}

async function readyz({ house }: Installation) {
  return await ask({ method: 'GET', url: `${house.apis.at(0)!.url()}/readyz` });
}

/** From the request to the approval, as a user goes. Gives the id. */
async function goAllTheWay({ application, sink }: Installation, to: string): Promise<string> {
  const created = await application.ask('POST', '/challenges', { channel: 'email', to });
  expect(created.status).toBe(201);
  const { id } = created.body;
  const { code } = await eventually('the message is there', () => sink.messagesOf(id)[0]);
  const wrong = await application.ask('POST', `/challenges/${id}/check`, {
    code: code === '000000' ? '000001' : '000000',
  });
  expect(wrong).toMatchObject({ status: 200, body: { valid: false } });
  const right = await application.ask('POST', `/challenges/${id}/check`, { code });
  expect(right).toMatchObject({ status: 200, body: { valid: true, status: 'approved' } });
  return id;
}

async function workerHasComplained({ house }: Installation): Promise<boolean> {
  const log = await readFile(join(house.logDirectory, 'worker-1.log'), 'utf8');
  return log.includes('Events could not be recorded');
}

/** Works through an outage that `begin` makes and `end` mends; the store must be found whole afterwards. */
async function workThrough(
  installation: Installation,
  begin: () => void | Promise<void>,
  end: () => void,
  degraded: object,
): Promise<void> {
  const before = await goAllTheWay(installation, 'before@example.com');
  await begin();
  const during: string[] = [];
  try {
    await eventually('readyz tells it', async () => {
      const { status, body } = await readyz(installation);
      expect(status).toBe(200);
      return Object.entries(degraded).every(
        ([name, value]) => JSON.stringify(Reflect.get(body, name)) === JSON.stringify(value),
      );
    });
    for (let count = 0; count < challengesDuring; count += 1) {
      during.push(await goAllTheWay(installation, `during-${count}@example.com`));
    }
    await eventually('the recorder has failed', () => workerHasComplained(installation), 30_000);
  } finally {
    end();
  }
  const ids = [before, ...during, await goAllTheWay(installation, 'after@example.com')];
  const history = await untilHistoryIsWhole(installation.house.store, ids);
  for (const id of ids) {
    const own = history.get(id)!;
    expect(own.challenge).toMatchObject({ id, status: 'approved', checks: 2, sends: 1 });
    expect(own.deliveries[0]).toMatchObject({ status: 'sent', attempts: [{ outcome: 'accepted' }] });
  }
  expect(await readyz(installation)).toMatchObject({ status: 200, body: { status: 'ready' } });
}

const withLimits = canLimitProcesses() ? test : test.skip;

describe('while the store is down codes are issued, delivered and checked, and nothing is missing afterwards', () => {
  test('when SQLite is locked by another process', async () => {
    const installation = await install();
    const database = new Database(join(installation.house.dataDirectory, 'otpost.sqlite'));
    ends.push(async () => void database.close());
    // A worker that writes at this moment is waited for.
    database.exec('PRAGMA busy_timeout = 5000');
    const lock = () => void database.exec('BEGIN EXCLUSIVE');
    // Reading goes on beside a writer, so nothing is said to be missing.
    await workThrough(installation, lock, () => void database.exec('ROLLBACK'), { status: 'ready' });
  }, 90_000);

  withLimits(
    'when the disk of SQLite is full, and a change of settings is refused',
    async () => {
      const installation = await install();
      const { house } = installation;
      const all = [...house.apis, ...house.workers];
      const url = `${house.apis.at(0)!.url()}/admin/v1/applications`;
      const change = () =>
        ask({ method: 'POST', url, key: house.adminKey, body: { name: 'Written when there is space' } });
      const fill = async () => {
        for (const each of all) each.fillDisk();
        expect(await change()).toMatchObject({ status: 503, body: { code: 'unavailable', dependency: 'store' } });
      };
      const free = () => all.forEach((each) => each.freeDisk());
      await workThrough(installation, fill, free, { status: 'ready' });
      expect((await change()).status).toBe(201);
    },
    90_000,
  );

  (mongo?.hang ? test : test.skip)(
    'when MongoDB hangs',
    async () => {
      const installation = await install(mongo!.newDatabaseUrl());
      await workThrough(installation, mongo!.hang!, mongo!.goOn!, { status: 'ready', degraded: ['store'] });
    },
    90_000,
  );
});
