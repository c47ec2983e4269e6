import type { Scalar } from '@otpost/core/store-port';
import { type CollectionShape, type FieldType, isNullable } from './collection-shape.js';
import { queryableFields } from './queryable-fields.js';

export type Bound = 'above' | 'atLeast' | 'below' | 'atMost';

/** One comparison of one catalogued field with values of its own type: safe to hand to a driver. */
export type Comparison =
  | { readonly field: string; readonly operator: 'equals'; readonly value: Scalar }
  | { readonly field: string; readonly operator: 'in'; readonly values: readonly Scalar[] }
  | { readonly field: string; readonly operator: Bound; readonly value: number };

const kindOfType = { string: 'text', number: 'number', boolean: 'boolean' } as const;

function checkScalar(place: string, type: FieldType, value: unknown): Scalar {
  if (value === null) return value;
  const isScalar = typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value);
  const kind = isScalar ? kindOfType[typeof value as keyof typeof kindOfType] : undefined;
  if (kind === undefined || type.replace('?', '') !== kind)
    throw new TypeError(`${place} must be compared with ${type}`);
  return value as Scalar;
}

function readOperator(field: string, place: string, type: FieldType, operator: string, value: unknown): Comparison {
  switch (operator) {
    case 'equals':
      return { field, operator, value: checkScalar(place, type, value) };
    case 'in':
      if (!Array.isArray(value)) throw new TypeError(`${place} needs a list`);
      return { field, operator, values: value.map((one) => checkScalar(place, type, one)) };
    case 'above':
    case 'atLeast':
    case 'below':
    case 'atMost': {
      const bound = checkScalar(place, type, value);
      if (typeof bound !== 'number') throw new TypeError(`${place} needs a number as its bound`);
      return { field, operator, value: bound };
    }
    default:
      throw new TypeError(`${place} has no operator ${operator}`);
  }
}

/**
 * Reads the conditions of the port. Throws a TypeError for a field that is not catalogued, an operator that does not
 * exist, a value of another type, or a condition that says nothing, since that would match everything.
 */
export function readWhere(shape: CollectionShape, where: object): Comparison[] {
  const queryable = queryableFields(shape);
  return Object.entries(where as Record<string, unknown>).flatMap(([field, condition]) => {
    const place = `${shape.name}.${field}`;
    const type = queryable.has(field) ? shape.fields[field] : undefined;
    if (type === undefined) throw new TypeError(`${place} cannot be queried`);
    const operators = typeof condition === 'object' && condition !== null ? Object.entries(condition) : [];
    if (operators.length === 0) throw new TypeError(`${place} has no condition`);
    return operators.map(([operator, value]) => readOperator(field, place, type, operator, value));
  });
}

/** Throws a RangeError for a limit that a driver would take for "no limit". */
export function checkLimit(limit: number): number {
  if (!Number.isSafeInteger(limit) || limit < 1)
    throw new RangeError(`A limit must be a whole number above 0, not ${limit}`);
  return limit;
}

/** Throws a TypeError unless the field is a number that may be queried. */
export function checkOrder(shape: CollectionShape, field: string): string {
  const isNumber = queryableFields(shape).has(field) && shape.fields[field]?.startsWith('number');
  if (!isNumber) throw new TypeError(`${shape.name} cannot be ordered by ${field}`);
  return field;
}

/** Throws a TypeError unless each field exists and may be null. */
export function checkClearable(shape: CollectionShape, fields: readonly string[]): readonly string[] {
  for (const field of fields) {
    const type = shape.fields[field];
    if (type === undefined || !isNullable(type)) throw new TypeError(`${shape.name}.${field} cannot be cleared`);
  }
  return fields;
}
