import type { Store } from '@otpost/core/store-port';
import type { CollectionShape } from '../collection-shape.js';
import { openCollections } from '../open-collections.js';
import { makeIndexes } from './make-indexes.js';
import type { MongoCollection } from './mongo-collection.js';
import { openMongoConnection } from './mongo-connection.js';
import { openCursorDocuments } from './open-cursor-documents.js';
import { openHistoryDocuments } from './open-history-documents.js';
import { openSettingDocuments } from './open-setting-documents.js';
import { raiseSettingsVersion, readSettingsVersion, settingsCounterShape } from './settings-counter.js';

export interface MongoStoreOptions {
  /** Names the database too. MongoDB 5 or later. */
  readonly url: string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** The store for more than one machine. */
export function openMongoStore({ url, now }: MongoStoreOptions): Store {
  const connection = openMongoConnection({ url });
  const collection = (shape: CollectionShape): MongoCollection => ({
    shape,
    model: connection.model(shape),
    run: connection.run,
  });
  const counter = collection(settingsCounterShape);
  return {
    ...openCollections(
      {
        settings: (shape) => openSettingDocuments(collection(shape)),
        history: (shape) => openHistoryDocuments(collection(shape)),
        cursors: (shape) => openCursorDocuments(collection(shape)),
      },
      now,
    ),
    settingsVersion: () => readSettingsVersion(counter),
    raiseSettingsVersion: () => raiseSettingsVersion(counter, now()),
    async migrate() {
      const patient = openMongoConnection({ url, unlimited: true });
      try {
        await makeIndexes(patient);
      } finally {
        await patient.close();
      }
    },
    ping: () => connection.ping(),
    close: () => connection.close(),
  };
}
