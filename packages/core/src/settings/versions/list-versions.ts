import type { VersionedSetting } from '../../records.js';
import type { Store } from '../../store-port.js';
import { fieldChanges, type VersionContent } from './field-changes.js';
import { keptBetween, requireHistory, type VersionedCollection } from './kept-versions.js';
import type { ListVersionsInput, SettingVersionPage, SettingVersionView } from './version-schemas.js';

export interface ListVersions<Stored extends VersionedSetting> {
  readonly of: VersionedCollection<Stored>;
  readonly id: string;
  readonly input: ListVersionsInput;
  readonly contentOf: (record: Stored) => VersionContent;
}

/** Who changed what and when, newest first; of a deleted setting too, as long as it is kept. Throws `not_found`. */
export async function listVersions<Stored extends VersionedSetting>(
  store: Store,
  { of, id, input, contentOf }: ListVersions<Stored>,
): Promise<SettingVersionPage> {
  const { current, latest } = await requireHistory(store, of, id);
  const below = Math.min(
    input.cursor === undefined ? Number.POSITIVE_INFINITY : Number(input.cursor),
    latest.version + 1,
  );
  // One more than is shown, to compare the last one with.
  const kept = await keptBetween<Stored>(store, id, { from: below - input.limit - 1, below });
  const known =
    current && below > current.version ? [...kept.filter((one) => one.version < current.version), current] : kept;
  const shown = known.slice(-input.limit).toReversed();
  const viewOf = (record: Stored): SettingVersionView => {
    const before = known.find((other) => other.version === record.version - 1);
    const first = record.version === 1 ? [] : null;
    return {
      version: record.version,
      at: new Date(record.updatedAt).toISOString(),
      actor: record.changedBy,
      isCurrent: record === current,
      changes: before ? fieldChanges(contentOf(before), contentOf(record)) : first,
    };
  };
  const last = shown.at(-1);
  return {
    versions: shown.map(viewOf),
    nextCursor: last && known.length > shown.length ? String(last.version) : null,
  };
}
