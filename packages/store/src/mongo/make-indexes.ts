import { catalogue } from '../catalogue.js';
import { type CollectionIndex, collectionIndexes } from '../collection-indexes.js';
import type { MongoConnection } from './mongo-connection.js';
import { toPath } from './record-schema.js';

function indexDescription(index: CollectionIndex) {
  const { name, unique, onlyWith } = index;
  const key = Object.fromEntries(index.fields.map((field) => [toPath(field), 1 as const]));
  const onlyText = onlyWith === undefined ? {} : { partialFilterExpression: { [onlyWith]: { $type: 'string' } } };
  return { name, key, ...(unique ? { unique } : {}), ...onlyText };
}

/** Makes the indexes that are missing; MongoDB makes the collections with them. */
export async function makeIndexes(connection: MongoConnection): Promise<void> {
  for (const shape of Object.values(catalogue)) {
    const indexes = collectionIndexes(shape).map(indexDescription);
    if (indexes.length === 0) continue;
    await connection.run(() => connection.model(shape).collection.createIndexes(indexes));
  }
}
