import type { CursorCollection, HistoryCollection, SettingCollection, Store } from '@otpost/core/store-port';
import { catalogue } from './catalogue.js';
import type { CollectionName, CollectionShape } from './collection-shape.js';

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

/** Opens every collection of the catalogue. */
export function openCollections(openers: CollectionOpeners): Pick<Store, CollectionName> {
  const opened = Object.entries(catalogue).map(([name, shape]) => [name, openers[shape.family](shape)]);
  // The catalogue has one shape of the right family and record for each collection of the port.
  return Object.fromEntries(opened) as Pick<Store, CollectionName>;
}
