import type { SettingCollection } from '@otpost/core/store-port';
import { checkNextVersion } from '../check-record.js';
import type { CollectionShape } from '../collection-shape.js';
import type { SettingRow } from '../open-collections.js';
import { checkLimit, checkOrder, readWhere } from '../read-where.js';
import { listSql, lowestSql, pageSql } from './select-sql.js';
import { isUniqueViolation } from './sqlite-error.js';
import type { SqliteThread } from './sqlite-thread.js';
import { toRows } from './table-columns.js';
import { deleteRecords, readRecord, readRecords } from './table-rows.js';
import { insertSql, replaceSql, strictInsertSql } from './write-sql.js';

export function openSettingTable(thread: SqliteThread, shape: CollectionShape): SettingCollection<SettingRow> {
  return {
    async insert(record) {
      const inserted = await thread.write(insertSql(shape), toRows(shape, [record]));
      return inserted === 1 ? 'inserted' : 'duplicate';
    },
    async insertInOrder(records) {
      try {
        // One transaction: a duplicate undoes them all.
        return await thread.write(strictInsertSql(shape), toRows(shape, records));
      } catch (error) {
        if (isUniqueViolation(error)) return 0;
        throw error;
      }
    },
    get: (id) => readRecord(thread, shape, id),
    list: async (where = {}) => readRecords(thread, shape, listSql(shape, readWhere(shape, where))),
    async page(where, page) {
      checkLimit(page.limit);
      return readRecords(thread, shape, pageSql(shape, readWhere(shape, where), page));
    },
    async lowest(where, by, limit) {
      const comparisons = readWhere(shape, where);
      const sql = lowestSql(shape, comparisons, checkOrder(shape, by), checkLimit(limit));
      return readRecords(thread, shape, sql);
    },
    async replace(record, expectedVersion) {
      checkNextVersion(record, expectedVersion);
      const rows = toRows(shape, [record]).map((row) => [...row, record.id, expectedVersion]);
      try {
        return (await thread.write(replaceSql(shape), rows)) === 1 ? 'replaced' : 'stale';
      } catch (error) {
        if (isUniqueViolation(error)) return 'duplicate';
        throw error;
      }
    },
    delete: async (id) => (await deleteRecords(thread, shape, { id: { equals: id } }, 1)) === 1,
    deleteWhere: (where, limit) => deleteRecords(thread, shape, where, limit),
  };
}
