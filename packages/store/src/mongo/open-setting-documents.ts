import type { SettingCollection } from '@otpost/core/store-port';
import { checkNextVersion } from '../check-record.js';
import type { SettingRow } from '../open-collections.js';
import { readWhere } from '../read-where.js';
import {
  deleteRecord,
  deleteRecords,
  findLowest,
  findPage,
  type MongoCollection,
  readRecord,
} from './mongo-collection.js';
import { insertedBefore, isDuplicateKey } from './mongo-error.js';
import { fromDocument, type StoredDocument, toDocument } from './record-schema.js';
import { whereFilter } from './where-filter.js';

export function openSettingDocuments(collection: MongoCollection): SettingCollection<SettingRow> {
  const { shape, model, run } = collection;
  const toRecords = (documents: StoredDocument[]) =>
    documents.map((document) => fromDocument(shape, document) as unknown as SettingRow);

  /** A unique index that says no is an answer. */
  async function orDuplicate<Result extends string>(work: () => Promise<Result>): Promise<Result | 'duplicate'> {
    try {
      return await run(work);
    } catch (error) {
      if (isDuplicateKey(error)) return 'duplicate';
      throw error;
    }
  }

  return {
    async insert(record) {
      const document = toDocument(shape, record);
      return orDuplicate(async () => {
        await model.insertOne(document);
        return 'inserted';
      });
    },
    async insertInOrder(records) {
      const documents = records.map((record) => toDocument(shape, record));
      try {
        await run(() => model.insertMany(documents, { ordered: true, throwOnValidationError: true }));
        return documents.length;
      } catch (error) {
        return insertedBefore(error);
      }
    },
    get: (id) => readRecord(collection, id),
    async list(where = {}) {
      const filter = whereFilter(readWhere(shape, where));
      return toRecords(await run(() => model.find(filter).sort({ createdAt: 1, _id: 1 }).lean<StoredDocument[]>()));
    },
    page: async (where, page) => toRecords(await findPage(collection, where, page)),
    lowest: async (where, by, limit) => toRecords(await findLowest(collection, where, by, limit)),
    async replace(record, expectedVersion) {
      checkNextVersion(record, expectedVersion);
      const document = toDocument(shape, record);
      return orDuplicate(async () => {
        const { matchedCount } = await model.replaceOne(
          { _id: { $eq: record.id }, version: expectedVersion },
          document,
        );
        return matchedCount === 1 ? 'replaced' : 'stale';
      });
    },
    delete: (id) => deleteRecord(collection, id),
    deleteWhere: (where, limit) => deleteRecords(collection, where, limit),
  };
}
