import { Schema } from 'mongoose';
import { checkRecord, completeRecord, type PlainRecord } from '../check-record.js';
import type { CollectionShape } from '../collection-shape.js';

/** A record as MongoDB keeps it: its id is `_id`. */
export interface StoredDocument extends Record<string, unknown> {
  readonly _id: string;
}

const schemaTypes = { text: String, number: Number, boolean: Boolean, json: Schema.Types.Mixed } as const;

const strictOptions = {
  strict: 'throw',
  strictQuery: 'throw',
  versionKey: false,
  id: false,
  // Otherwise mongoose drops empty objects.
  minimize: false,
  // Collections and indexes are made by migrate() alone.
  autoCreate: false,
  autoIndex: false,
} as const;

export function recordSchema(shape: CollectionShape): Schema<StoredDocument> {
  const fields = Object.entries(shape.fields).map(([field, type]) => {
    const kind = type.replace('?', '') as keyof typeof schemaTypes;
    return [toPath(field), { type: schemaTypes[kind] }];
  });
  return new Schema<StoredDocument>(Object.fromEntries(fields), strictOptions);
}

/** The name of a field in MongoDB. */
export function toPath(field: string): string {
  return field === 'id' ? '_id' : field;
}

/** Throws a TypeError for a record that does not fit. */
export function toDocument(shape: CollectionShape, record: object): StoredDocument {
  const { id, ...rest } = checkRecord(shape, record);
  return { _id: id as string, ...rest };
}

/** The record that a document holds. */
export function fromDocument(shape: CollectionShape, { _id, ...rest }: StoredDocument): PlainRecord {
  return completeRecord(shape, { id: _id, ...rest });
}
