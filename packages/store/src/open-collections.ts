import type { CursorCollection, HistoryCollection, SettingCollection, Store } from '@otpost/core/store-port';
import { catalogue } from './catalogue.js';
import type { CollectionName, CollectionShape } from './collection-shape.js';
import { keepVersions } from './keep-versions.js';

/** What every settings record has. */
export interface SettingRow {
  readonly id: string;
  readonly version: number;
}

/** What every history record has. */
export interface HistoryRow {
  readonly id: string;
  readonly eventNumber: number;
}

/** How one store opens a collection of each family. */
export interface CollectionOpeners {
  readonly settings: (shape: CollectionShape) => SettingCollection<SettingRow>;
  readonly history: (shape: CollectionShape) => HistoryCollection<HistoryRow>;
  readonly cursors: (shape: CollectionShape) => CursorCollection;
}

type Collections = Pick<Store, CollectionName>;

/** Opens every collection of the catalogue; of settings that people change, each version is kept. */
export function openCollections(openers: CollectionOpeners, now: () => number): Collections {
  const opened = Object.entries(catalogue).map(([name, shape]) => [name, openers[shape.family](shape)]);
  // The catalogue has one shape of the right family and record for each collection of the port.
  const collections = Object.fromEntries(opened) as Collections;
  const { settingVersions: versions } = collections;
  return {
    ...collections,
    applications: keepVersions(collections.applications, versions, 'application', now),
    providers: keepVersions(collections.providers, versions, 'provider', now),
    templates: keepVersions(collections.templates, versions, 'template', now),
    webhooks: keepVersions(collections.webhooks, versions, 'webhook', now),
  };
}
