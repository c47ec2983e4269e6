import type { Store } from '@otpost/core/store-port';
import { collectionsInOrder } from './collections-in-order.js';

const batchSize = 1000;

export async function isEmptyStore(store: Store): Promise<boolean> {
  for (const opened of collectionsInOrder(store)) {
    if (opened.family === 'cursors') continue;
    const page = await opened.records.page({}, { limit: 1 });
    if (page.length > 0) return false;
  }
  return true;
}

/** Deletes every record. Places of the recorder stay, since they are about Redis; that of the audit log is blanked. */
export async function clearStore(store: Store): Promise<void> {
  for (const opened of collectionsInOrder(store)) {
    if (opened.family === 'cursors') continue;
    while ((await opened.records.deleteWhere({}, batchSize)) > 0);
  }
  await store.cursors.saveAll([{ id: 'audit-checkpoint', position: '' }]);
}
