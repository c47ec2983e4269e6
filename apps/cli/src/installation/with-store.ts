import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { OperatorConfig } from '@otpost/config/operator-config';
import type { Store } from '@otpost/core/store-port';
import { openStore } from '@otpost/store/open-store';

/** Before the first start there is no embedded store, and looking must not make one. */
export function hasStore({ mongodbUrl, dataDirectory }: OperatorConfig): boolean {
  return mongodbUrl !== null || existsSync(join(dataDirectory, 'otpost.sqlite'));
}

/** Opens the store that the configuration names, for as long as the work takes. */
export async function withStore<Result>(
  { mongodbUrl, dataDirectory }: OperatorConfig,
  work: (store: Store) => Promise<Result>,
): Promise<Result> {
  const store = openStore({ mongodbUrl: mongodbUrl ?? undefined, dataDirectory, now: Date.now });
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}
