import type { Page } from '@otpost/core/store-port';
import type { Model } from 'mongoose';
import type { CollectionShape } from '../collection-shape.js';
import { checkLimit, checkOrder, readWhere } from '../read-where.js';
import type { MongoConnection } from './mongo-connection.js';
import { fromDocument, type StoredDocument, toPath } from './record-schema.js';
import { beforeFilters, whereFilter } from './where-filter.js';

/** One collection with the connection that it is used by. */
export interface MongoCollection {
  readonly shape: CollectionShape;
  readonly model: Model<StoredDocument>;
  readonly run: MongoConnection['run'];
}

/** The caller of a collection knows the type of its records. */
export async function readRecord<Stored>({ shape, model, run }: MongoCollection, id: string) {
  const found = await run(() => model.findOne({ _id: { $eq: id } }).lean<StoredDocument>());
  return found === null ? undefined : (fromDocument(shape, found) as Stored);
}

export async function deleteRecord({ model, run }: MongoCollection, id: string): Promise<boolean> {
  const { deletedCount } = await run(() => model.deleteOne({ _id: { $eq: id } }));
  return deletedCount === 1;
}

export async function findIds({ model, run }: MongoCollection, filter: object, limit: number): Promise<string[]> {
  const found = await run(() => model.find(filter, { _id: 1 }).limit(limit).lean<StoredDocument[]>());
  return found.map((document) => document._id);
}

export async function deleteRecords(collection: MongoCollection, where: object, limit: number): Promise<number> {
  const filter = whereFilter(readWhere(collection.shape, where));
  const ids = await findIds(collection, filter, checkLimit(limit));
  if (ids.length === 0) return 0;
  // The conditions again: a record may have changed since it was found.
  const { deletedCount } = await collection.run(() => collection.model.deleteMany({ ...filter, _id: { $in: ids } }));
  return deletedCount;
}

/** Newest first, from the place of the cursor on. */
export async function findPage(
  { shape, model, run }: MongoCollection,
  where: object,
  { limit, before }: Page,
): Promise<StoredDocument[]> {
  const filter = whereFilter(readWhere(shape, where), beforeFilters(before));
  const count = checkLimit(limit);
  return run(() => model.find(filter).sort({ createdAt: -1, _id: -1 }).limit(count).lean<StoredDocument[]>());
}

export async function findLowest(
  { shape, model, run }: MongoCollection,
  where: object,
  by: string,
  limit: number,
): Promise<StoredDocument[]> {
  const filter = whereFilter(readWhere(shape, where));
  const order = { [toPath(checkOrder(shape, by))]: 1 } as const;
  const count = checkLimit(limit);
  return run(() => model.find(filter).sort(order).limit(count).lean<StoredDocument[]>());
}
