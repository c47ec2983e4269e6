import type { Page } from '@otpost/core/store-port';
import type { CollectionShape } from '../collection-shape.js';
import type { Bound, Comparison } from '../read-where.js';
import type { SqlValue } from './sqlite-protocol.js';
import { readColumns, toSqlValue } from './table-columns.js';

/** SQL with its parameters. Field names come from the catalogue, values are always bound. */
export interface Sql {
  readonly sql: string;
  readonly parameters: readonly SqlValue[];
}

const boundSigns: Readonly<Record<Bound, string>> = { above: '>', atLeast: '>=', below: '<', atMost: '<=' };

function comparisonSql(comparison: Comparison, column: string): Sql {
  if (comparison.operator === 'equals') {
    return { sql: `${column} IS ?`, parameters: [toSqlValue(comparison.value)] };
  }
  if (comparison.operator !== 'in') {
    return { sql: `${column} ${boundSigns[comparison.operator]} ?`, parameters: [comparison.value] };
  }
  // One parameter whatever the length, so that one prepared statement serves them all.
  const inList = `${column} IN (SELECT value FROM json_each(?))`;
  const hasNull = comparison.values.includes(null);
  const values = JSON.stringify(comparison.values.filter((value) => value !== null).map(toSqlValue));
  return { sql: hasNull ? `(${inList} OR ${column} IS NULL)` : inList, parameters: [values] };
}

function joinConditions(conditions: readonly Sql[]): Sql {
  if (conditions.length === 0) return { sql: '', parameters: [] };
  return {
    sql: ` WHERE ${conditions.map((condition) => condition.sql).join(' AND ')}`,
    parameters: conditions.flatMap((condition) => condition.parameters),
  };
}

function isSelective(shape: CollectionShape, comparison: Comparison): boolean {
  if (!shape.selective?.includes(comparison.field)) return false;
  if (comparison.operator === 'in') return !comparison.values.includes(null);
  return comparison.operator !== 'equals' || comparison.value !== null;
}

/** What a range finds is sorted: few records, where the index of the order would lead through all of them. */
function orderColumn(shape: CollectionShape, comparisons: readonly Comparison[]): string {
  const found = comparisons.find((comparison) => isSelective(shape, comparison));
  return found === undefined || found.operator === 'equals' || found.operator === 'in' ? '"createdAt"' : '+"createdAt"';
}

/** SQLite counts no values, so it may take the index of a whole application for one address. A plus sign forbids an index. */
export function conditionSql(shape: CollectionShape, comparisons: readonly Comparison[]): Sql[] {
  const selective = comparisons.find((comparison) => isSelective(shape, comparison))?.field;
  const usable = new Set([selective, 'id', 'createdAt']);
  return comparisons.map((comparison) => {
    const sign = selective === undefined || usable.has(comparison.field) ? '' : '+';
    return comparisonSql(comparison, `${sign}"${comparison.field}"`);
  });
}

/** Oldest first. */
export function listSql(shape: CollectionShape, comparisons: readonly Comparison[]): Sql {
  const where = joinConditions(conditionSql(shape, comparisons));
  return {
    sql: `SELECT ${readColumns(shape)} FROM "${shape.name}"${where.sql} ORDER BY ${orderColumn(shape, comparisons)}, "id"`,
    parameters: where.parameters,
  };
}

/** Newest first, from the place of the cursor on. */
export function pageSql(shape: CollectionShape, comparisons: readonly Comparison[], { limit, before }: Page): Sql {
  const conditions = conditionSql(shape, comparisons);
  if (before) {
    conditions.push({ sql: '("createdAt", "id") < (?, ?)', parameters: [before.createdAt, before.id] });
  }
  const where = joinConditions(conditions);
  return {
    sql: `SELECT ${readColumns(shape)} FROM "${shape.name}"${where.sql} ORDER BY ${orderColumn(shape, comparisons)} DESC, "id" DESC LIMIT ?`,
    parameters: [...where.parameters, limit],
  };
}

/** Lowest first, by a catalogued field. */
export function lowestSql(shape: CollectionShape, comparisons: readonly Comparison[], by: string, limit: number): Sql {
  const where = joinConditions(conditionSql(shape, comparisons));
  return {
    sql: `SELECT ${readColumns(shape)} FROM "${shape.name}"${where.sql} ORDER BY "${by}" LIMIT ?`,
    parameters: [...where.parameters, limit],
  };
}

/** Up to `limit` row numbers, for a statement that changes them. */
export function someRows(shape: CollectionShape, conditions: readonly Sql[], limit: number): Sql {
  const where = joinConditions(conditions);
  return {
    sql: `"rowid" IN (SELECT "rowid" FROM "${shape.name}"${where.sql} LIMIT ?)`,
    parameters: [...where.parameters, limit],
  };
}

export function deleteSql(shape: CollectionShape, comparisons: readonly Comparison[], limit: number): Sql {
  const rows = someRows(shape, conditionSql(shape, comparisons), limit);
  return { sql: `DELETE FROM "${shape.name}" WHERE ${rows.sql}`, parameters: rows.parameters };
}
