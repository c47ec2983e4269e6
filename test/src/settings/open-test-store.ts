import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Store } from '@otpost/core/store-port';
import { bootstrap } from '@otpost/process/bootstrap';
import { openSqliteStore } from '@otpost/store/sqlite/open-sqlite-store';
import { testMasterKeys } from './open-test-process.js';

/** A real embedded store in a directory of its own, with its tables and installation keys. */
export interface TestStore {
  readonly store: Store;
  readonly directory: string;
  readonly file: string;
  /** All bytes of its files, the write-ahead log too. */
  bytes(): Promise<string>;
  remove(): Promise<void>;
}

export async function openTestStore(): Promise<TestStore> {
  const directory = await mkdtemp(join(tmpdir(), 'otpost-store-'));
  const file = join(directory, 'otpost.sqlite');
  const store = openSqliteStore({ file, now: Date.now });
  await bootstrap({ store, masterKeys: testMasterKeys, randomBytes, now: Date.now });
  return {
    store,
    directory,
    file,
    bytes: async () => {
      const names = await readdir(directory);
      const parts = await Promise.all(names.map((name) => readFile(join(directory, name), 'latin1')));
      return parts.join('');
    },
    remove: async () => {
      await store.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
}
