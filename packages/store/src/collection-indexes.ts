import type { CollectionShape } from './collection-shape.js';

export interface CollectionIndex {
  readonly name: string;
  readonly fields: readonly string[];
  readonly unique: boolean;
  /** Holds only the records in which this field is not null. */
  readonly onlyWith?: string;
}

/** Every index of a collection besides its primary key, with the same names in both stores. */
export function collectionIndexes(shape: CollectionShape): CollectionIndex[] {
  const named = (fields: readonly string[], unique = false): CollectionIndex => ({
    name: `${shape.name}_${fields.join('_')}${unique ? '_unique' : ''}`,
    fields,
    unique,
  });
  const lists = shape.family === 'cursors' ? [] : [[], ...(shape.lists ?? [])];
  const { clearing } = shape;
  return [
    ...lists.map((fields) => named([...fields, 'createdAt', 'id'])),
    ...(shape.indexes ?? []).map((fields) => named(fields)),
    ...(shape.uniques ?? []).map((fields) => named(fields, true)),
    ...(clearing?.fields ?? []).map((field) => ({
      name: `${shape.name}_${clearing?.by}_with_${field}`,
      fields: clearing ? [clearing.by] : [],
      unique: false,
      onlyWith: field,
    })),
  ];
}
