import { createHash } from 'node:crypto';
import type { Store } from '@otpost/core/store-port';
import { backupFormat } from './backup-format.js';
import { collectionsInOrder, type OpenedCollection, type Row } from './collections-in-order.js';

const pageSize = 500;
/** The place of the audit log that must still be there; those of the recorder are about one Redis and begin anew. */
const keptCursor = 'audit-checkpoint';

async function* recordsOf(opened: OpenedCollection): AsyncGenerator<Row> {
  if (opened.family === 'cursors') return;
  let before: Row | undefined;
  for (;;) {
    const page: readonly Row[] = await opened.records.page({}, { limit: pageSize, ...(before ? { before } : {}) });
    yield* page;
    before = page.at(-1);
    if (page.length < pageSize) return;
  }
}

/** One line of JSON; a reader may take U+2028 and U+2029 for the end of a line. */
function toLine(value: object): string {
  const text = JSON.stringify(value).replace(/[\u2028\u2029]/g, (end) => (end === '\u2028' ? '\\u2028' : '\\u2029'));
  return `${text}\n`;
}

async function* entriesOf(store: Store): AsyncGenerator<{ collection: string; record: object }> {
  // Before the log itself: what it names must be in the backup.
  const checkpoint = await store.cursors.get(keptCursor);
  if (checkpoint) yield { collection: 'cursors', record: checkpoint };
  for (const opened of collectionsInOrder(store)) {
    for await (const record of recordsOf(opened)) yield { collection: opened.name, record };
  }
}

/**
 * The lines of a backup, which is one format for both stores. May be made while Otpost runs: each record is whole, and what is
 * made meanwhile is left out.
 */
export async function* backupLines(store: Store, madeAt: number): AsyncGenerator<string> {
  const hash = createHash('sha256');
  let records = 0;
  const header = toLine({ otpost: 'backup', format: backupFormat, madeAt });
  hash.update(header);
  yield header;
  for await (const entry of entriesOf(store)) {
    const line = toLine(entry);
    hash.update(line);
    records += 1;
    yield line;
  }
  yield toLine({ end: true, records, sha256: hash.digest('hex') });
}
