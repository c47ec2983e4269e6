import { OtpostError } from '../../errors.js';
import type { SettingVersionRecord, VersionedKind, VersionedSetting } from '../../records.js';
import type { SettingCollection, Store } from '../../store-port.js';
import { staleConflict } from '../stored-setting.js';

/** One kind of setting whose versions are kept. */
export interface VersionedCollection<Stored extends VersionedSetting> {
  readonly kind: VersionedKind;
  readonly collection: SettingCollection<Stored>;
}

export interface SettingHistory<Stored extends VersionedSetting> {
  /** Undefined when it was deleted: its versions are kept for a while. */
  readonly current: Stored | undefined;
  /** The latest that there was. */
  readonly latest: Stored;
}

/** Oldest first. The store keeps whole records of the kind, and nothing else under it. */
function contentsOf<Stored extends VersionedSetting>(rows: readonly SettingVersionRecord[]): Stored[] {
  const contents: Stored[] = rows.map(({ content }) => content as Stored);
  return contents.toSorted((one, other) => one.version - other.version);
}

/** Throws `not_found` for an id of which nothing is known any more. */
export async function requireHistory<Stored extends VersionedSetting>(
  store: Store,
  { kind, collection }: VersionedCollection<Stored>,
  id: string,
): Promise<SettingHistory<Stored>> {
  const current = await collection.get(id);
  if (current) return { current, latest: current };
  const rows = (await store.settingVersions.list({ settingId: { equals: id } })).filter((row) => row.kind === kind);
  const last = contentsOf<Stored>(rows).at(-1);
  if (!last) throw new OtpostError('not_found', `There is no ${kind} with this id, nor a version of one.`);
  return { current: undefined, latest: last };
}

/** What is kept from `from` up to before `below`, oldest first; the current version is not among it. */
export async function keptBetween<Stored extends VersionedSetting>(
  store: Store,
  id: string,
  range: { readonly from: number; readonly below: number },
): Promise<Stored[]> {
  const settingVersion = { atLeast: range.from, below: range.below };
  return contentsOf<Stored>(await store.settingVersions.list({ settingId: { equals: id }, settingVersion }));
}

/**
 * The version to come back to. Throws `not_found` when it is not kept any more, and `conflict` when the caller saw another
 * latest version.
 */
export async function requireKept<Stored extends VersionedSetting>(
  store: Store,
  { current, latest }: SettingHistory<Stored>,
  asked: { readonly toVersion: number; readonly version: number },
  view: (record: Stored) => unknown,
): Promise<Stored> {
  if (latest.version !== asked.version) throw staleConflict(view(latest));
  const { toVersion } = asked;
  if (!current && toVersion === latest.version) return latest;
  const below = Math.min(toVersion + 1, latest.version);
  const [kept] = await keptBetween<Stored>(store, latest.id, { from: toVersion, below });
  if (!kept) throw new OtpostError('not_found', `Version ${toVersion} is not kept, or is the one that holds.`);
  return kept;
}
