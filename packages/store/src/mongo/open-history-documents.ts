import type { HistoryCollection } from '@otpost/core/store-port';
import type { HistoryRow } from '../open-collections.js';
import { checkClearable, checkLimit, readWhere } from '../read-where.js';
import { writeBatches } from '../write-batches.js';
import { deleteRecords, findIds, findPage, type MongoCollection, readRecord } from './mongo-collection.js';
import { fromDocument, type StoredDocument } from './record-schema.js';
import { saveNewerDocuments } from './save-newer-documents.js';
import { isSetFilter, whereFilter } from './where-filter.js';

export function openHistoryDocuments(collection: MongoCollection): HistoryCollection<HistoryRow> {
  const { shape, model, run } = collection;
  const toRecords = (documents: StoredDocument[]) =>
    documents.map((document) => fromDocument(shape, document) as unknown as HistoryRow);

  async function clearRecords(filter: object, fields: readonly string[], limit: number): Promise<number> {
    const ids = await findIds(collection, filter, limit);
    if (ids.length === 0) return 0;
    const update = { $set: Object.fromEntries(fields.map((field) => [field, null])) };
    const writes = ids.map((id) => ({ updateOne: { filter: { ...filter, _id: { $eq: id } }, update } }));
    const { modifiedCount } = await run(() =>
      model.bulkWrite(writes, { ordered: false, throwOnValidationError: true }),
    );
    return modifiedCount;
  }

  return {
    get: (id) => readRecord(collection, id),
    getMany: async (ids) => toRecords(await run(() => model.find({ _id: { $in: [...ids] } }).lean<StoredDocument[]>())),
    page: async (where, page) => toRecords(await findPage(collection, where, page)),
    async saveNewer(records) {
      for (const batch of writeBatches(records)) await saveNewerDocuments(collection, batch);
    },
    async clearWhere(where, fields, limit) {
      const comparisons = readWhere(shape, where);
      let left = checkLimit(limit);
      for (const stillSet of checkClearable(shape, fields)) {
        if (left === 0) break;
        left -= await clearRecords(whereFilter(comparisons, [isSetFilter(shape, stillSet)]), fields, left);
      }
      return limit - left;
    },
    deleteWhere: (where, limit) => deleteRecords(collection, where, limit),
  };
}
