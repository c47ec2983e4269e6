import { type CollectionShape, rankField } from '../collection-shape.js';
import { oncePerShape } from '../once-per-shape.js';
import { tableColumns } from './table-columns.js';

function insertInto(shape: CollectionShape): string {
  const columns = ['id', 'body', ...tableColumns(shape)];
  const names = columns.map((column) => `"${column}"`).join(', ');
  return `INSERT INTO "${shape.name}" (${names}) VALUES (${columns.map(() => '?').join(', ')})`;
}

/** The parameters of all but `replaceSql` are those of `toRows`. */
export const insertSql = oncePerShape((shape): string => {
  return `${insertInto(shape)} ON CONFLICT DO NOTHING`;
});

/** Fails at a duplicate. */
export function strictInsertSql(shape: CollectionShape): string {
  return insertInto(shape);
}

/** Overwrites what stands there; history only where the new eventNumber is higher. */
export const upsertSql = oncePerShape((shape): string => {
  const columns = ['body', ...tableColumns(shape)];
  const assignments = columns.map((column) => `"${column}" = excluded."${column}"`).join(', ');
  const rank = rankField(shape);
  const condition = rank === undefined ? '' : ` WHERE excluded."${rank}" > "${shape.name}"."${rank}"`;
  return `${insertInto(shape)} ON CONFLICT ("id") DO UPDATE SET ${assignments}${condition}`;
});

/** Compare-and-set. Parameters: those of `toRows`, then the id and the version that is expected to stand there. */
export const replaceSql = oncePerShape((shape): string => {
  const columns = ['id', 'body', ...tableColumns(shape)];
  const assignments = columns.map((column) => `"${column}" = ?`).join(', ');
  return `UPDATE "${shape.name}" SET ${assignments} WHERE "id" = ? AND "version" = ?`;
});
