import { type CollectionIndex, collectionIndexes } from '../collection-indexes.js';
import { type CollectionShape, isNullable } from '../collection-shape.js';
import type { TablePlan } from './sqlite-protocol.js';
import { tableColumns } from './table-columns.js';

function columnType(shape: CollectionShape, field: string): string {
  return shape.fields[field]?.startsWith('text') ? 'TEXT' : 'INTEGER';
}

/** SQLite takes every null in a unique index for a different value, so nullness itself becomes part of the key. */
function indexTerms(shape: CollectionShape, index: CollectionIndex): string[] {
  return index.fields.flatMap((field) => {
    const type = shape.fields[field];
    if (!index.unique || type === undefined || !isNullable(type)) return [`"${field}"`];
    const zero = columnType(shape, field) === 'TEXT' ? "''" : '0';
    return [`("${field}" IS NULL)`, `IFNULL("${field}", ${zero})`];
  });
}

function indexSql(shape: CollectionShape, index: CollectionIndex): string {
  const kind = index.unique ? 'UNIQUE INDEX' : 'INDEX';
  const condition = index.onlyWith === undefined ? '' : ` WHERE "${index.onlyWith}" IS NOT NULL`;
  const terms = indexTerms(shape, index).join(', ');
  return `CREATE ${kind} IF NOT EXISTS "${index.name}" ON "${shape.name}" (${terms})${condition}`;
}

/** How the table of a collection is made, or brought up to date. */
export function tablePlan(shape: CollectionShape): TablePlan {
  const columns = tableColumns(shape).map((name) => ({ name, definition: `"${name}" ${columnType(shape, name)}` }));
  const definitions = [
    '"id" TEXT PRIMARY KEY NOT NULL',
    '"body" TEXT NOT NULL',
    ...columns.map((one) => one.definition),
  ];
  return {
    table: shape.name,
    create: `CREATE TABLE IF NOT EXISTS "${shape.name}" (${definitions.join(', ')})`,
    columns: columns.map(({ name, definition }) => ({
      name,
      add: `ALTER TABLE "${shape.name}" ADD COLUMN ${definition}`,
      fill: `UPDATE "${shape.name}" SET "${name}" = json_extract("body", '$.${name}')`,
    })),
    indexes: collectionIndexes(shape).map((index) => indexSql(shape, index)),
  };
}
