import { type CollectionShape, type FieldType, isNullable } from './collection-shape.js';
import { oncePerShape } from './once-per-shape.js';

function fits(type: FieldType, value: unknown): boolean {
  if (value === null) return isNullable(type);
  switch (type) {
    case 'text':
    case 'text?':
      return typeof value === 'string';
    case 'number':
    case 'number?':
      return typeof value === 'number' && Number.isFinite(value);
    case 'boolean':
    case 'boolean?':
      return typeof value === 'boolean';
    case 'json':
    case 'json?':
      return typeof value === 'object';
  }
}

const fieldsOf = oncePerShape(({ fields }) => Object.entries(fields));
const nullableFields = oncePerShape((shape) => fieldsOf(shape).filter(([, type]) => isNullable(type)));

/** A record with its fields open to be read by name. */
export type PlainRecord = Readonly<Record<string, unknown>>;

/** Throws a TypeError when a record has a field too few, one too many, or one of the wrong type. */
export function checkRecord(shape: CollectionShape, record: object): PlainRecord {
  const plain = record as PlainRecord;
  for (const [field, type] of fieldsOf(shape)) {
    if (!fits(type, plain[field])) throw new TypeError(`${shape.name}.${field} must be ${type}`);
  }
  for (const field of Object.keys(plain)) {
    if (!Object.hasOwn(shape.fields, field)) throw new TypeError(`${shape.name} has no field ${field}`);
  }
  return plain;
}

/** Throws a RangeError unless a change raises the version by one: otherwise two writers could both win. */
export function checkNextVersion(record: { readonly version: number }, expectedVersion: number): void {
  if (record.version !== expectedVersion + 1) {
    throw new RangeError(`Version ${expectedVersion} is replaced by ${expectedVersion + 1}, not by ${record.version}`);
  }
}

/** A record written before a nullable field existed reads as null there. */
export function completeRecord(shape: CollectionShape, stored: PlainRecord): PlainRecord {
  const missing = nullableFields(shape).filter(([field]) => !Object.hasOwn(stored, field));
  if (missing.length === 0) return stored;
  return { ...stored, ...Object.fromEntries(missing.map(([field]) => [field, null])) };
}
