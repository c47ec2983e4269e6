import { randomBytes } from 'node:crypto';
import type { Store } from '@otpost/core/store-port';
import { bootstrap } from '@otpost/process/bootstrap';
import { openStore } from '@otpost/store/open-store';
import { openSqliteStore } from '@otpost/store/sqlite/open-sqlite-store';
import { startTestMongo } from '../servers/start-test-mongo.js';
import { testMasterKeys } from '../settings/open-test-process.js';
import { openTestStore } from '../settings/open-test-store.js';

/** One store that several processes open. */
export interface SharedStore {
  /** A connection of its own, as a process has it. */
  open(): Store;
  end(): Promise<void>;
}

async function shareSqlite(): Promise<SharedStore> {
  const first = await openTestStore();
  const opened: Store[] = [];
  return {
    open: () => {
      const store = openSqliteStore({ file: first.file, now: Date.now });
      opened.push(store);
      return store;
    },
    end: async () => {
      await Promise.all(opened.map((store) => store.close()));
      await first.remove();
    },
  };
}

async function shareMongo(): Promise<SharedStore | undefined> {
  const mongo = await startTestMongo();
  if (!mongo) return undefined;
  const mongodbUrl = mongo.newDatabaseUrl();
  const opened: Store[] = [];
  const open = () => {
    const store = openStore({ mongodbUrl, dataDirectory: '/unused', now: Date.now });
    opened.push(store);
    return store;
  };
  await bootstrap({ store: open(), masterKeys: testMasterKeys, randomBytes, now: Date.now });
  return {
    open,
    end: async () => {
      await Promise.all(opened.map((store) => store.close()));
      await mongo.stop();
    },
  };
}

/** Both stores, ready for use; undefined where this machine has no server for one. */
export const sharedStores: readonly [name: string, share: () => Promise<SharedStore | undefined>][] = [
  ['SQLite', shareSqlite],
  ['MongoDB', shareMongo],
];
