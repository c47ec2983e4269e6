import type { OperatorConfig } from '@otpost/config/operator-config';
import type { Store } from '@otpost/core/store-port';
import { openStore } from '@otpost/store/open-store';

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
