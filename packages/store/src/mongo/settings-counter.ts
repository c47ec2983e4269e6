import type { CollectionShape } from '../collection-shape.js';
import type { MongoCollection } from './mongo-collection.js';
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

export async function raiseSettingsVersion({ model, run }: MongoCollection, changedAt: number): Promise<number> {
  const update = { $inc: { value: 1 }, $set: { changedAt } };
  const counter = await run(() =>
    model.findOneAndUpdate(filter, update, { upsert: true, returnDocument: 'after' }).lean<StoredDocument>(),
  );
  return Number(counter?.value);
}
