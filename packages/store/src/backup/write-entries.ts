import type { Store } from '@otpost/core/store-port';
import type { HistoryRow, SettingRow } from '../open-collections.js';
import { BackupFault } from './backup-format.js';
import { collectionOf, type OpenedCollection, type Row } from './collections-in-order.js';
import type { BackupEntry } from './read-backup.js';

/** Enough to keep a remote store busy, few enough for memory. */
const batchSize = 100;

async function insert(opened: OpenedCollection & { family: 'settings' }, record: object): Promise<void> {
  if ((await opened.records.insert(record as SettingRow & Row)) === 'inserted') return;
  throw new BackupFault(
    `The backup holds ${opened.name} ${(record as Row).id} twice, or something else wrote meanwhile.`,
  );
}

async function writeBatch(store: Store, batch: readonly BackupEntry[]): Promise<void> {
  const [first] = batch;
  if (!first) return;
  const opened = collectionOf(store, first.collection);
  const records = batch.map(({ record }): unknown => record);
  if (opened.family === 'settings') await Promise.all(records.map((record) => insert(opened, record as object)));
  else if (opened.family === 'history') await opened.records.saveNewer(records as (HistoryRow & Row)[]);
  else await opened.records.saveAll(records as { id: string; position: string }[]);
}

/** Writes the records into an empty store, and tells how many. */
export async function writeEntries(store: Store, entries: AsyncIterable<BackupEntry>): Promise<number> {
  let written = 0;
  let batch: BackupEntry[] = [];
  for await (const entry of entries) {
    if (batch.length === batchSize || (batch[0] && batch[0].collection !== entry.collection)) {
      await writeBatch(store, batch);
      batch = [];
    }
    batch.push(entry);
    written += 1;
  }
  await writeBatch(store, batch);
  return written;
}
