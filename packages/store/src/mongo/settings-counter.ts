import type { CollectionShape } from '../collection-shape.js';
import type { MongoCollection } from './mongo-collection.js';
import { isDuplicateKey } from './mongo-error.js';
import type { StoredDocument } from './record-schema.js';

/** The one counter: how often a setting has changed, and when it last did. */
export const settingsCounterShape: CollectionShape = {
  family: 'cursors',
  name: 'counters',
  fields: { id: 'text', value: 'number', changedAt: 'number' },
};

const filter = { _id: { $eq: 'settings' } };

export async function readSettingsVersion({ model, run }: MongoCollection): Promise<number> {
  const counter = await run(() => model.findOne(filter).lean<StoredDocument>());
  return Number(counter?.value ?? 0);
}

async function makeCounter({ model, run }: MongoCollection): Promise<void> {
  try {
    await run(() => model.create([{ _id: filter._id.$eq, value: 0, changedAt: 0 }]));
  } catch (error) {
    // Somebody else was first.
    if (!isDuplicateKey(error)) throw error;
  }
}

/** No upsert: it is not one step with the increment on every server that speaks the protocol. */
export async function raiseSettingsVersion(collection: MongoCollection, changedAt: number): Promise<number> {
  const { model, run } = collection;
  const update = { $inc: { value: 1 }, $set: { changedAt } };
  const raise = () =>
    run(() => model.findOneAndUpdate(filter, update, { returnDocument: 'after' }).lean<StoredDocument>());
  const raised = await raise();
  if (raised) return Number(raised.value);
  await makeCounter(collection);
  return Number((await raise())?.value);
}
