import { startTestMongo } from '@otpost/test/servers/start-test-mongo';
import { startWholeApi, type WholeApi } from './start-whole-api.js';

export interface StoreStarts {
  /** For `describe.each`: the name of a store, and the whole API on it. */
  readonly starts: readonly [name: string, start: () => Promise<WholeApi>][];
  stop(): Promise<void>;
}

/** The whole API on each store that this machine has: SQLite always, and a server that speaks MongoDB's protocol. */
export async function storeStarts(): Promise<StoreStarts> {
  const mongo = await startTestMongo();
  const onMongo: StoreStarts['starts'] = mongo
    ? [[mongo.name, () => startWholeApi({ mongodbUrl: mongo.newDatabaseUrl() })]]
    : [];
  return { starts: [['SQLite', () => startWholeApi()], ...onMongo], stop: async () => await mongo?.stop() };
}
