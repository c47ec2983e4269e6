import type { CollectionShape } from '../collection-shape.js';
import type { Comparison } from '../read-where.js';
import { conditionSql, type Sql, someRows } from './select-sql.js';
import { tableColumns } from './table-columns.js';

/** Sets the fields to null where `stillSet`, one of them, is not null yet. */
export function clearSql(
  shape: CollectionShape,
  comparisons: readonly Comparison[],
  fields: readonly string[],
  stillSet: string,
  limit: number,
): Sql {
  const columns = new Set(tableColumns(shape));
  const isSet = columns.has(stillSet) ? `"${stillSet}"` : `json_extract("body", '$.${stillSet}')`;
  const rows = someRows(
    shape,
    [...conditionSql(shape, comparisons), { sql: `${isSet} IS NOT NULL`, parameters: [] }],
    limit,
  );
  const paths = fields.map((field) => `'$.${field}', NULL`).join(', ');
  const assignments = [
    `"body" = json_set("body", ${paths})`,
    ...fields.filter((field) => columns.has(field)).map((field) => `"${field}" = NULL`),
  ];
  return { sql: `UPDATE "${shape.name}" SET ${assignments.join(', ')} WHERE ${rows.sql}`, parameters: rows.parameters };
}
