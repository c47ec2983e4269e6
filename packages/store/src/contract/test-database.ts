import { afterAll, beforeAll } from '@jest/globals';
import type { Store } from '@otpost/core/store-port';

/** One database for a group of tests; every handle is a connection of its own, as another process would have it. */
export interface TestDatabase {
  open(): Store;
}

export type NewDatabase = () => Promise<TestDatabase>;

export interface OpenedStore {
  readonly store: Store;
  /** One more handle; closed with the group. */
  another(): Store;
}

/** Gives the tests of a group a migrated store, and closes all its handles after them. */
export function useStore(newDatabase: NewDatabase): OpenedStore {
  const handles: Store[] = [];
  let database: TestDatabase | undefined;

  function another(): Store {
    if (!database) throw new Error('The database is made before the first test');
    const handle = database.open();
    handles.push(handle);
    return handle;
  }

  beforeAll(async () => {
    database = await newDatabase();
    await another().migrate();
  });
  afterAll(async () => {
    await Promise.all(handles.map((handle) => handle.close()));
  });

  return {
    get store() {
      const [first] = handles;
      if (!first) throw new Error('The store is opened before the first test');
      return first;
    },
    another,
  };
}
