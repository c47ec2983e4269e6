import type { CollectionShape } from '../collection-shape.js';
import { checkLimit, readWhere } from '../read-where.js';
import { deleteSql, type Sql } from './select-sql.js';
import type { SqliteThread } from './sqlite-thread.js';
import { fromRow, readColumns } from './table-columns.js';

/** Reads whole records. The caller of a collection knows their type. */
export async function readRecords<Stored>(thread: SqliteThread, shape: CollectionShape, { sql, parameters }: Sql) {
  const rows = await thread.query(sql, parameters);
  return rows.map((row) => fromRow(shape, row) as Stored);
}

export async function readRecord<Stored>(thread: SqliteThread, shape: CollectionShape, id: string) {
  const sql = `SELECT ${readColumns(shape)} FROM "${shape.name}" WHERE "id" = ?`;
  const [record] = await readRecords<Stored>(thread, shape, { sql, parameters: [id] });
  return record;
}

export async function deleteRecords(thread: SqliteThread, shape: CollectionShape, where: object, limit: number) {
  const { sql, parameters } = deleteSql(shape, readWhere(shape, where), checkLimit(limit));
  return thread.write(sql, [parameters]);
}
