import type { CursorCollection, HistoryCollection, SettingCollection, Store } from '@otpost/core/store-port';

type Kind = 'text' | 'number' | 'boolean' | 'json';
/** A question mark: the field may be null. */
export type FieldType = Kind | `${Kind}?`;

type KindOf<Value> = [Value] extends [string]
  ? 'text'
  : [Value] extends [number]
    ? 'number'
    : [Value] extends [boolean]
      ? 'boolean'
      : 'json';
type FieldTypeOf<Value> = null extends Value ? `${KindOf<NonNullable<Value>>}?` : KindOf<Value>;

/** `settings` compare `version`, `history` compares `eventNumber`, `cursors` are simply overwritten. */
type Family = 'settings' | 'history' | 'cursors';

/** What both stores must know of a collection. Only fields named in a list, an index or a unique may be queried. */
interface Shape<OfFamily extends Family, Field extends string, Fields> {
  readonly family: OfFamily;
  /** Of the table, or of the MongoDB collection. */
  readonly name: string;
  /** Every field of the record with its type. */
  readonly fields: Fields;
  /** Filters that are read in the order of creation: each becomes an index that ends in `createdAt`, `id`. */
  readonly lists?: readonly (readonly Field[])[];
  /** Filters whose order does not matter. */
  readonly indexes?: readonly (readonly Field[])[];
  /** Combinations that occur once; null is a value like any other. */
  readonly uniques?: readonly (readonly Field[])[];
  /** Fields of which few records share a value: one that is asked for is looked up first, whatever else is asked. */
  readonly selective?: readonly Field[];
  /**
   * The field that vouches for a record. It is read as empty where the columns of a row, by which lists are filtered and ordered,
   * say something else than its record: somebody changed one of them behind our back.
   */
  readonly vouchedBy?: Field;
  /** Fields that retention sets to null, and the time by which it finds them: indexes of what is still to be cleared. */
  readonly clearing?: { readonly by: Field; readonly fields: readonly Field[] };
}

/** A shape whose record type is not known any more: what the two stores work with. */
export type CollectionShape = Shape<Family, string, Readonly<Record<string, FieldType>>>;

type ShapeOf<OfFamily extends Family, Stored> = Shape<
  OfFamily,
  keyof Stored & string,
  { readonly [Field in keyof Stored]: FieldTypeOf<Stored[Field]> }
>;

export type CollectionName = {
  [Name in keyof Store]: Store[Name] extends (...input: never[]) => unknown ? never : Name;
}[keyof Store];

type ShapeFor<Collection> =
  Collection extends HistoryCollection<infer Stored>
    ? ShapeOf<'history', Stored>
    : Collection extends SettingCollection<infer Stored>
      ? ShapeOf<'settings', Stored>
      : Collection extends CursorCollection
        ? ShapeOf<'cursors', { id: string; position: string }>
        : never;

/** One shape for every collection of the port: the compiler asks for what is missing and refuses a type that does not fit. */
export type Catalogue = { readonly [Name in CollectionName]: ShapeFor<Store[Name]> };

/** The field by which a write is told to be newer. */
export function rankField(shape: CollectionShape): 'version' | 'eventNumber' | undefined {
  if (shape.family === 'cursors') return undefined;
  return shape.family === 'settings' ? 'version' : 'eventNumber';
}

export function isNullable(type: FieldType): boolean {
  return type.endsWith('?');
}
