import { OtpostError } from '../errors.js';
import type { SettingCollection } from '../store-port.js';

interface Versioned {
  readonly id: string;
  readonly version: number;
}

interface Words<Stored> {
  /** What an admin may see of it: goes into `current` of a conflict. */
  readonly view: (record: Stored) => unknown;
  /** The sentence for a name that is taken. */
  readonly taken: string;
}

export async function requireSetting<Stored>(
  collection: SettingCollection<Stored>,
  id: string,
  noun: string,
): Promise<Stored> {
  const record = await collection.get(id);
  if (!record) throw new OtpostError('not_found', `There is no ${noun} with this id.`);
  return record;
}

export function staleConflict(current: unknown): OtpostError {
  return new OtpostError('conflict', 'It was changed meanwhile. Look at `current` and try again with its version.', {
    current,
  });
}

/** Throws `conflict` with what is stored when the caller saw another version. */
export function requireVersion<Stored extends Versioned>(
  record: Stored,
  version: number,
  view: (record: Stored) => unknown,
): void {
  if (record.version !== version) throw staleConflict(view(record));
}

/**
 * Inserts, or hands back what an earlier try of the same request inserted under the same id. Throws `conflict` when a name
 * is taken.
 */
export async function insertSetting<Stored extends Versioned>(
  collection: SettingCollection<Stored>,
  record: Stored,
  taken: string,
): Promise<Stored> {
  if ((await collection.insert(record)) === 'inserted') return record;
  const earlier = await collection.get(record.id);
  if (!earlier) throw new OtpostError('conflict', taken);
  return earlier;
}

/** Compare-and-set from the version before; `next` carries its version raised by one. */
export async function replaceSetting<Stored extends Versioned>(
  collection: SettingCollection<Stored>,
  next: Stored,
  words: Words<Stored>,
): Promise<Stored> {
  const result = await collection.replace(next, next.version - 1);
  if (result === 'replaced') return next;
  if (result === 'duplicate') throw new OtpostError('conflict', words.taken);
  const current = await collection.get(next.id);
  if (!current) throw new OtpostError('not_found', 'It was deleted meanwhile.');
  throw staleConflict(words.view(current));
}
