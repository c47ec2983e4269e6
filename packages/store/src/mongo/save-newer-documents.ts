import type { HistoryRow } from '../open-collections.js';
import type { MongoCollection } from './mongo-collection.js';
import { duplicatePlaces, isDuplicateKey } from './mongo-error.js';
import { toDocument } from './record-schema.js';

/** Writes the batch; answers with the records that were refused because a record with their id stands already. */
async function replaceOlder(
  { shape, model, run }: MongoCollection,
  records: readonly HistoryRow[],
): Promise<HistoryRow[]> {
  const writes = records.map((record) => {
    const filter = { _id: { $eq: record.id }, eventNumber: { $lt: record.eventNumber } };
    return { replaceOne: { filter, replacement: toDocument(shape, record), upsert: true } };
  });
  try {
    await run(() => model.bulkWrite(writes, { ordered: false, throwOnValidationError: true }));
    return [];
  } catch (error) {
    const places = duplicatePlaces(error);
    if (!places) throw error;
    // A server that does not say which were refused may have left out any of them.
    return places.length === 0 ? [...records] : records.filter((_, place) => places.includes(place));
  }
}

/** One record, without relying on what a server does with an upsert that loses a race. */
async function saveOne({ shape, model, run }: MongoCollection, record: HistoryRow): Promise<void> {
  const document = toDocument(shape, record);
  try {
    await run(() => model.insertMany([document], { throwOnValidationError: true }));
  } catch (error) {
    if (!isDuplicateKey(error)) throw error;
    const filter = { _id: { $eq: record.id }, eventNumber: { $lt: record.eventNumber } };
    await run(() => model.replaceOne(filter, document));
  }
}

/**
 * Writes each record that is new or whose eventNumber is above the stored one, atomically record by record.
 * A refused one met a newer record, or lost the race to be the first: a second write, by itself, tells which.
 */
export async function saveNewerDocuments(collection: MongoCollection, records: readonly HistoryRow[]): Promise<void> {
  const refused = await replaceOlder(collection, records);
  for (const record of refused) await saveOne(collection, record);
}
