import type { Page } from '@otpost/core/store-port';
import type { CollectionShape } from '../collection-shape.js';
import type { Comparison } from '../read-where.js';
import { toPath } from './record-schema.js';

type Filter = Readonly<Record<string, unknown>>;

const operators = {
  equals: '$eq',
  in: '$in',
  above: '$gt',
  atLeast: '$gte',
  below: '$lt',
  atMost: '$lte',
} as const;

function comparisonFilter(comparison: Comparison): Filter {
  const value = comparison.operator === 'in' ? comparison.values : comparison.value;
  return { [toPath(comparison.field)]: { [operators[comparison.operator]]: value } };
}

/** Every value stands behind an operator of ours, so no value can be read as an operator. */
export function whereFilter(comparisons: readonly Comparison[], more: readonly Filter[] = []): Filter {
  const all = [...comparisons.map(comparisonFilter), ...more];
  return all.length === 0 ? {} : { $and: all };
}

/** Strictly older than the place of the cursor. The first condition lets an index find the start. */
export function beforeFilters(before: Page['before']): Filter[] {
  if (!before) return [];
  return [
    { createdAt: { $lte: before.createdAt } },
    { $or: [{ createdAt: { $lt: before.createdAt } }, { _id: { $lt: before.id } }] },
  ];
}

/** For text the form that the index of what is still to be cleared is made with. */
export function isSetFilter(shape: CollectionShape, field: string): Filter {
  const isText = shape.fields[field]?.startsWith('text');
  return { [field]: isText ? { $type: 'string' } : { $ne: null } };
}
