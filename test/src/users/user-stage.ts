import { randomBytes } from 'node:crypto';
import type { Context } from '@otpost/core/context';
import { createApplication } from '@otpost/core/settings/applications/create-application';
import type { SettingsPatch } from '@otpost/core/settings/applications/settings-patch';
import type { Store } from '@otpost/core/store-port';
import { bootstrap } from '@otpost/process/bootstrap';
import { openMongoStore } from '@otpost/store/mongo/open-mongo-store';
import { startTestMongo } from '../servers/start-test-mongo.js';
import { startTestRedis } from '../servers/start-test-redis.js';
import { openTestProcess, type TestProcess, testActor, testMasterKeys } from '../settings/open-test-process.js';
import { openTestStore } from '../settings/open-test-store.js';

interface OpenedStore {
  readonly store: Store;
  close(): Promise<void>;
}

/** A store to run a suite on. */
export interface StoreKind {
  readonly name: string;
  open(): Promise<OpenedStore>;
}

async function openSqlite(): Promise<OpenedStore> {
  const testStore = await openTestStore();
  return { store: testStore.store, close: () => testStore.remove() };
}

async function openMongo(): Promise<OpenedStore | undefined> {
  const server = await startTestMongo();
  if (!server) return undefined;
  const store = openMongoStore({ url: server.newDatabaseUrl(), now: Date.now });
  await bootstrap({ store, masterKeys: testMasterKeys, randomBytes, now: Date.now });
  const close = async () => {
    await store.close();
    await server.stop();
  };
  return { store, close };
}

/** SQLite, and MongoDB where this machine has one. */
export async function storeKinds(): Promise<StoreKind[]> {
  const mongo = await openMongo();
  const sqlite = { name: 'SQLite', open: openSqlite };
  return mongo ? [sqlite, { name: 'MongoDB', open: async () => mongo }] : [sqlite];
}

/** One process on a store, with a clock that the test moves, and a way to make applications. */
export interface UserStage {
  readonly context: Context;
  readonly testProcess: TestProcess;
  /** Moves the clock of the context. */
  pass(milliseconds: number): void;
  addApplication(settings?: SettingsPatch): Promise<string>;
  close(): Promise<void>;
}

export async function openUserStage(kind: StoreKind): Promise<UserStage> {
  const [redis, opened] = await Promise.all([startTestRedis(), kind.open()]);
  let ahead = 0;
  const testProcess = await openTestProcess(opened.store, redis.url, { now: () => Date.now() + ahead });
  const { context } = testProcess;
  return {
    context,
    testProcess,
    pass: (milliseconds) => {
      ahead += milliseconds;
      testProcess.testLive.advance(milliseconds);
    },
    addApplication: async (settings = {}) => {
      const input = { name: `Application ${randomBytes(6).toString('hex')}`, settings };
      const { id } = await createApplication(context, { actor: testActor, masterKeys: testMasterKeys, input });
      await context.settings.refresh();
      return id;
    },
    close: async () => {
      testProcess.stop();
      await opened.close();
      await redis.stop();
    },
  };
}
