import type { CursorRecord } from '@otpost/core/records';
import type { CursorCollection } from '@otpost/core/store-port';
import { type MongoCollection, readRecord } from './mongo-collection.js';
import { toDocument } from './record-schema.js';

export function openCursorDocuments(collection: MongoCollection): CursorCollection {
  const { shape, model, run } = collection;
  return {
    get: (id) => readRecord<CursorRecord>(collection, id),
    async saveAll(cursors) {
      if (cursors.length === 0) return;
      const writes = cursors.map((cursor) => ({
        replaceOne: { filter: { _id: { $eq: cursor.id } }, replacement: toDocument(shape, cursor), upsert: true },
      }));
      await run(() => model.bulkWrite(writes, { ordered: false, throwOnValidationError: true }));
    },
  };
}
