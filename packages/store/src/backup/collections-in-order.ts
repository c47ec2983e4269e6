import type { CursorCollection, HistoryCollection, SettingCollection, Store } from '@otpost/core/store-port';
import { catalogue } from '../catalogue.js';
import type { CollectionName, CollectionShape } from '../collection-shape.js';
import type { HistoryRow, SettingRow } from '../open-collections.js';

export interface Row {
  readonly id: string;
  readonly createdAt: number;
}

export type OpenedCollection = { readonly name: CollectionName; readonly shape: CollectionShape } & (
  | { readonly family: 'settings'; readonly records: SettingCollection<SettingRow & Row> }
  | { readonly family: 'history'; readonly records: HistoryCollection<HistoryRow & Row> }
  | { readonly family: 'cursors'; readonly records: CursorCollection }
);

export function collectionOf(store: Store, name: CollectionName): OpenedCollection {
  const shape: CollectionShape = catalogue[name];
  // The catalogue names the family of each collection of the port, and the compiler has compared the two there.
  return { name, shape, family: shape.family, records: store[name] } as unknown as OpenedCollection;
}

export function isCollectionName(name: string): name is CollectionName {
  return Object.hasOwn(catalogue, name);
}

/**
 * In the order of a backup that is made while Otpost runs: what refers before what it refers to, and the data keys last, so
 * that no record was sealed by a key that is not in the backup.
 */
export function collectionsInOrder(store: Store): OpenedCollection[] {
  const last: readonly string[] = ['applications', 'keys'];
  const names = Object.keys(catalogue).filter(isCollectionName);
  const ordered = names.toSorted((one, other) => last.indexOf(one) - last.indexOf(other));
  return ordered.map((name) => collectionOf(store, name));
}
