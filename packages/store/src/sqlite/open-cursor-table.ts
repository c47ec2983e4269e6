import type { CursorRecord } from '@otpost/core/records';
import type { CursorCollection } from '@otpost/core/store-port';
import type { CollectionShape } from '../collection-shape.js';
import type { SqliteThread } from './sqlite-thread.js';
import { toRows } from './table-columns.js';
import { readRecord } from './table-rows.js';
import { upsertSql } from './write-sql.js';

export function openCursorTable(thread: SqliteThread, shape: CollectionShape): CursorCollection {
  return {
    get: (id) => readRecord<CursorRecord>(thread, shape, id),
    async saveAll(cursors) {
      if (cursors.length === 0) return;
      await thread.write(upsertSql(shape), toRows(shape, cursors));
    },
  };
}
