import { afterAll, afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Store } from '@otpost/core/store-port';
import { eventually } from '@otpost/test/servers/eventually';
import type { SeenCommand } from '@otpost/test/servers/stand-in-replica-set/seen-command';
import {
  type StandInReplicaSet,
  startStandInReplicaSet,
} from '@otpost/test/servers/stand-in-replica-set/start-stand-in-replica-set';
import { startTestMongo } from '@otpost/test/servers/start-test-mongo';
import { sampleApplication, sampleChallenge } from '../contract/sample-records.js';
import { openMongoStore } from './open-mongo-store.js';

const server = await startTestMongo();
const notAvailable = { code: 'unavailable', details: { dependency: 'store' } };

let set: StandInReplicaSet;
let store: Store;

afterAll(async () => {
  await server?.stop();
});

/** What a person may write into a connection string that would give up what Otpost promises. */
const careless = '&w=1&journal=false&readPreference=secondaryPreferred&readConcernLevel=local&retryWrites=false';

const ofKind = (isWrite: boolean): SeenCommand[] => set.seen.filter((seen) => seen.isWrite === isWrite);
const outcomes = (collection: string) =>
  ofKind(true)
    .filter((seen) => seen.collection === collection && seen.command !== 'createIndexes')
    .map(({ outcome }) => outcome);

/** Writes without an end until it is told to stop; gives the ids of what was accepted, and of what was not. */
function keepInserting() {
  let isOver = false;
  const accepted: string[] = [];
  const refused: string[] = [];
  const work = async (): Promise<void> => {
    while (!isOver) {
      const record = sampleApplication();
      try {
        expect(await store.applications.insert(record)).toBe('inserted');
        accepted.push(record.id);
      } catch (error) {
        expect(error).toMatchObject(notAvailable);
        refused.push(record.id);
      }
    }
  };
  const ended = Promise.all(Array.from({ length: 4 }, work));
  return {
    accepted,
    refused,
    untilAccepted: async (more: number) => {
      const goal = accepted.length + more;
      await eventually('it is written', () => accepted.length >= goal);
    },
    stop: async () => {
      isOver = true;
      await ended;
    },
  };
}

async function expectAllThere(ids: readonly string[]): Promise<void> {
  const there = new Set((await store.applications.list()).map(({ id }) => id));
  expect(ids.filter((id) => !there.has(id))).toEqual([]);
}

(server ? describe : describe.skip)('on a stand-in replica set', () => {
  beforeEach(async () => {
    if (!server) return;
    set = await startStandInReplicaSet(server);
    store = openMongoStore({ url: set.newDatabaseUrl(careless), now: Date.now });
    await store.migrate();
  });
  afterEach(async () => {
    await store.close();
    await set.stop();
  });

  test('every write asks for a majority and its disks, every read goes to the primary and reads what a majority has, whatever the connection string says', async () => {
    const application = sampleApplication();
    const challenge = sampleChallenge();
    await store.applications.insert(application);
    await store.applications.insertInOrder([sampleApplication(), sampleApplication()]);
    await store.applications.replace({ ...application, name: 'other', version: 2 }, 1);
    await store.challenges.saveNewer([challenge]);
    await store.challenges.clearWhere({ endedAt: { equals: null } }, ['addressSealed'], 1);
    await store.cursors.saveAll([{ id: 'a', position: '1' }]);
    await store.raiseSettingsVersion();
    await store.applications.page({}, { limit: 1 });
    await store.applications.delete(application.id);
    await store.challenges.deleteWhere({ createdAt: { above: 0 } }, 10);

    expect(new Set(ofKind(true).map(({ command }) => command))).toEqual(
      new Set(['createIndexes', 'insert', 'update', 'findAndModify', 'delete']),
    );
    for (const { writeConcern } of ofKind(true)) expect(writeConcern).toMatchObject({ w: 'majority', j: true });
    for (const { readConcern, readPreference } of ofKind(false)) {
      expect({ readConcern, readPreference }).toEqual({ readConcern: 'majority', readPreference: 'primary' });
    }
    // All but the making of indexes and the deletion of many at once, which do nothing more when they are done again.
    const once = ofKind(true).filter(({ retryKey }) => retryKey === undefined);
    expect(new Set(once.map(({ command }) => command))).toEqual(new Set(['createIndexes', 'delete']));
  });

  test('a connection that is cut after the commit: each write is carried out once and told as what it was', async () => {
    const application = sampleApplication();
    const changed = { ...application, name: 'changed', version: 2 };
    const challenge = sampleChallenge();
    const cut = <Result>(collection: string, write: () => Promise<Result>): Promise<Result> => {
      set.cutAfterCommit(collection);
      return write();
    };
    const before = await store.raiseSettingsVersion();
    expect(await cut('applications', () => store.applications.insert(application))).toBe('inserted');
    // Carried out twice it would find its own version and say `stale`.
    expect(await cut('applications', () => store.applications.replace(changed, 1))).toBe('replaced');
    expect(await cut('counters', () => store.raiseSettingsVersion())).toBe(before + 1);
    await cut('challenges', () => store.challenges.saveNewer([challenge]));
    expect(await store.challenges.get(challenge.id)).toEqual(challenge);
    expect(await cut('applications', () => store.applications.insertInOrder([sampleApplication()]))).toBe(1);
    expect(await cut('applications', () => store.applications.delete(application.id))).toBe(true);
    expect(ofKind(true).filter(({ outcome }) => outcome === 'cut')).toHaveLength(6);
  });

  test('cut twice a write is unavailable, and stands once', async () => {
    const application = sampleApplication();
    set.cutAfterCommit('applications', 2);
    await expect(store.applications.insert(application)).rejects.toMatchObject(notAvailable);
    expect(outcomes('applications')).toHaveLength(2);
    expect(await store.applications.get(application.id)).toEqual(application);
    expect(await store.applications.insert(application)).toBe('duplicate');
  });

  test('a primary that steps down in the midst of writes loses none, and nobody is told', async () => {
    const writers = keepInserting();
    await writers.untilAccepted(20);
    set.stepDown();
    await eventually('it refuses', () => outcomes('applications').includes('refused'));
    await set.elect();
    await writers.untilAccepted(20);
    await writers.stop();
    expect(set.primary()).toBe(1);
    // An election that is shorter than the driver looks for a primary.
    expect(writers.refused).toEqual([]);
    await expectAllThere(writers.accepted);
  });

  test('a primary that dies in the midst of writes: they are unavailable while there is none, and none that was accepted is lost', async () => {
    const writers = keepInserting();
    await writers.untilAccepted(20);
    await set.killPrimary();
    await eventually('it is told', () => writers.refused.length > 0);
    await set.elect();
    await writers.untilAccepted(20);
    await writers.stop();
    await expectAllThere(writers.accepted);
  });

  test('a primary that hangs is left for the next one, and none that was accepted is lost', async () => {
    const writers = keepInserting();
    await writers.untilAccepted(20);
    set.hangPrimary();
    await set.elect();
    await writers.untilAccepted(20);
    set.wake();
    await writers.untilAccepted(20);
    await writers.stop();
    expect(set.primary()).toBe(1);
    await expectAllThere(writers.accepted);
  });

  test('without a primary every kind of call is unavailable, batches too', async () => {
    const application = sampleApplication();
    const challenge = sampleChallenge();
    await store.applications.insert(application);
    await store.challenges.saveNewer([challenge]);
    await set.killPrimary();
    const calls = await Promise.allSettled([
      store.ping(),
      store.applications.get(application.id),
      store.applications.list(),
      store.applications.insert(sampleApplication()),
      store.applications.insertInOrder([sampleApplication()]),
      store.applications.replace({ ...application, version: 2 }, 1),
      store.applications.delete(application.id),
      store.challenges.saveNewer([sampleChallenge()]),
      store.challenges.clearWhere({ endedAt: { equals: null } }, ['addressSealed'], 10),
      store.challenges.deleteWhere({ createdAt: { above: 0 } }, 10),
      store.cursors.saveAll([{ id: 'a', position: '1' }]),
      store.raiseSettingsVersion(),
      store.migrate(),
    ]);
    // As plain words: an error of the driver cannot be shown by a failing comparison.
    const told = calls.map((call) => (call.status === 'rejected' ? `${call.reason.name} ${call.reason.code}` : 'done'));
    expect(told).toEqual(calls.map(() => 'OtpostError unavailable'));
    await set.elect();
    expect(await store.applications.get(application.id)).toEqual(application);
  });

  test('nothing that a primary without a majority took is reported as written', async () => {
    const writers = keepInserting();
    await writers.untilAccepted(20);
    await set.isolatePrimary();
    await eventually('it takes writes alone', () => outcomes('applications').includes('undone'));
    await set.elect();
    await writers.untilAccepted(20);
    await writers.stop();
    await expectAllThere(writers.accepted);
  });
});
