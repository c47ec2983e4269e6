import { checkRecord, completeRecord, type PlainRecord } from '../check-record.js';
import { type CollectionShape, rankField } from '../collection-shape.js';
import { oncePerShape } from '../once-per-shape.js';
import { queryableFields } from '../queryable-fields.js';
import type { SqlRow, SqlValue } from './sqlite-protocol.js';

/**
 * The fields that stand in columns of their own, beside `id` and the whole record in `body`:
 * what is queried, what is cleared, and what tells a newer write.
 */
export const tableColumns = oncePerShape((shape): readonly string[] => {
  const fields = new Set([rankField(shape), ...queryableFields(shape), ...(shape.clearing?.fields ?? [])]);
  return [...fields].filter((field) => field !== undefined && field !== 'id') as string[];
});

export function toSqlValue(value: unknown): SqlValue {
  return typeof value === 'boolean' ? Number(value) : (value as SqlValue);
}

/** The parameters of written rows: id, body, then the columns. Throws a TypeError for a record that does not fit. */
export function toRows(shape: CollectionShape, records: readonly object[]): SqlValue[][] {
  const columns = tableColumns(shape);
  return records.map((record) => {
    const plain = checkRecord(shape, record);
    return [toSqlValue(plain.id), JSON.stringify(plain), ...columns.map((field) => toSqlValue(plain[field]))];
  });
}

/** What is read of a row. */
export const readColumns = oncePerShape((shape): string => {
  const read = shape.vouchedBy === undefined ? ['body'] : ['body', 'id', ...tableColumns(shape)];
  return read.map((column) => `"${column}"`).join(', ');
});

/** The record that a row holds. */
export function fromRow(shape: CollectionShape, { body, ...columns }: SqlRow): PlainRecord {
  const record = completeRecord(shape, JSON.parse(String(body)) as PlainRecord);
  const { vouchedBy } = shape;
  if (vouchedBy === undefined) return record;
  const agrees = Object.entries(columns).every(([column, value]) => toSqlValue(record[column]) === value);
  return agrees ? record : { ...record, [vouchedBy]: '' };
}
