import type { HistoryRow } from '../open-collections.js';
import type { MongoCollection } from './mongo-collection.js';
import { duplicatePlaces } from './mongo-error.js';
import { toDocument } from './record-schema.js';

/** Writes the batch; answers with the records that were refused because a record with their id stands already. */
async function replaceOlder(
  { shape, model, run }: MongoCollection,
  records: readonly HistoryRow[],
  upsert: boolean,
): Promise<HistoryRow[]> {
  const writes = records.map((record) => {
    const filter = { _id: { $eq: record.id }, eventNumber: { $lt: record.eventNumber } };
    return { replaceOne: { filter, replacement: toDocument(shape, record), upsert } };
  });
  try {
    await run(() => model.bulkWrite(writes, { ordered: false, throwOnValidationError: true }));
    return [];
  } catch (error) {
    const places = duplicatePlaces(error);
    if (!places) throw error;
    return records.filter((_, place) => places.includes(place));
  }
}

/**
 * Writes each record that is new or whose eventNumber is above the stored one, atomically record by record.
 * A refused one met a newer record, or lost the race to be the first: only a second write, without upsert, can tell.
 */
export async function saveNewerDocuments(collection: MongoCollection, records: readonly HistoryRow[]): Promise<void> {
  const refused = await replaceOlder(collection, records, true);
  if (refused.length > 0) await replaceOlder(collection, refused, false);
}
