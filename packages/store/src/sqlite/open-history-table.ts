import type { HistoryCollection } from '@otpost/core/store-port';
import type { CollectionShape } from '../collection-shape.js';
import type { HistoryRow } from '../open-collections.js';
import { checkClearable, checkLimit, readWhere } from '../read-where.js';
import { writeBatches } from '../write-batches.js';
import { clearSql } from './clear-sql.js';
import { pageSql } from './select-sql.js';
import type { SqliteThread } from './sqlite-thread.js';
import { toRows } from './table-columns.js';
import { deleteRecords, readRecord, readRecords } from './table-rows.js';
import { upsertSql } from './write-sql.js';

export function openHistoryTable(thread: SqliteThread, shape: CollectionShape): HistoryCollection<HistoryRow> {
  return {
    get: (id) => readRecord(thread, shape, id),
    async getMany(ids) {
      const sql = `SELECT "body" FROM "${shape.name}" WHERE "id" IN (SELECT value FROM json_each(?))`;
      return readRecords(thread, shape, { sql, parameters: [JSON.stringify(ids)] });
    },
    async page(where, page) {
      checkLimit(page.limit);
      return readRecords(thread, shape, pageSql(shape, readWhere(shape, where), page));
    },
    async saveNewer(records) {
      for (const batch of writeBatches(records)) {
        await thread.write(upsertSql(shape), toRows(shape, batch));
      }
    },
    async clearWhere(where, fields, limit) {
      const comparisons = readWhere(shape, where);
      let left = checkLimit(limit);
      for (const stillSet of checkClearable(shape, fields)) {
        if (left === 0) break;
        const { sql, parameters } = clearSql(shape, comparisons, fields, stillSet, left);
        left -= await thread.write(sql, [parameters]);
      }
      return limit - left;
    },
    deleteWhere: (where, limit) => deleteRecords(thread, shape, where, limit),
  };
}
