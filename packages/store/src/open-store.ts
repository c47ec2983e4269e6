import { join } from 'node:path';
import type { Store } from '@otpost/core/store-port';
import { openMongoStore } from './mongo/open-mongo-store.js';
import { openSqliteStore } from './sqlite/open-sqlite-store.js';

export interface StoreOptions {
  /** Where MongoDB is; without it the store is embedded. */
  readonly mongodbUrl?: string | undefined;
  /** Holds the embedded store; made when it is missing. */
  readonly dataDirectory: string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** Opens the store that the operator chose. It connects at the first call, so that a store that is down stops no start. */
export function openStore({ mongodbUrl, dataDirectory, now }: StoreOptions): Store {
  if (mongodbUrl !== undefined) return openMongoStore({ url: mongodbUrl, now });
  return openSqliteStore({ file: join(dataDirectory, 'otpost.sqlite'), now });
}
