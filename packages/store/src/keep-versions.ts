import type { SettingVersionRecord, VersionedKind } from '@otpost/core/records';
import type { SettingCollection } from '@otpost/core/store-port';

/** With the one that holds. */
const keptVersions = 100;
const versionDigits = 12;
const mostTries = 20;

type Versions = SettingCollection<SettingVersionRecord>;

interface VersionedRow {
  readonly id: string;
  readonly version: number;
}

interface KeptRow extends VersionedRow {
  readonly updatedAt: number;
  /** Of a template or webhook. */
  readonly applicationId?: string | null;
}

function versionOf(row: KeptRow, kind: VersionedKind, deletedAt: number | null): SettingVersionRecord {
  return {
    id: `${row.id}:${String(row.version).padStart(versionDigits, '0')}`,
    version: 1,
    createdAt: row.updatedAt,
    updatedAt: row.updatedAt,
    kind,
    applicationId: kind === 'application' ? row.id : (row.applicationId ?? null),
    settingId: row.id,
    settingVersion: row.version,
    content: row,
    deletedAt,
  };
}

/** What is kept there already is the same, but for the time at which it was deleted. */
async function markDeleted(versions: Versions, marked: SettingVersionRecord): Promise<void> {
  for (let tries = 0; tries < mostTries; tries += 1) {
    const kept = await versions.get(marked.id);
    if (!kept || kept.deletedAt !== null) return;
    if ((await versions.replace({ ...marked, version: kept.version + 1 }, kept.version)) === 'replaced') return;
  }
}

/**
 * The collection, with each record kept as it was before it is replaced or deleted. It stands in the store, so that nothing
 * can change without it. The kept row is written first and holds what was stored under that number, so it is true whether
 * or not the change behind it came to be, and two writers keep the same.
 */
export function keepVersions<Row extends VersionedRow>(
  collection: SettingCollection<Row>,
  versions: Versions,
  kind: VersionedKind,
  now: () => number,
): SettingCollection<Row> {
  // Every record of a versioned setting has the fields of a setting.
  const keptRow = (row: Row): KeptRow => row as unknown as KeptRow;
  return {
    ...collection,
    async replace(record, expectedVersion) {
      const before = await collection.get(record.id);
      if (before?.version === expectedVersion) {
        await versions.insert(versionOf(keptRow(before), kind, null));
        const old = { atMost: expectedVersion - keptVersions + 1 };
        if (old.atMost > 0) {
          await versions.deleteWhere({ settingId: { equals: record.id }, settingVersion: old }, keptVersions);
        }
      }
      return await collection.replace(record, expectedVersion);
    },
    async delete(id) {
      const before = await collection.get(id);
      if (before) {
        const kept = versionOf(keptRow(before), kind, now());
        if ((await versions.insert(kept)) === 'duplicate') await markDeleted(versions, kept);
      }
      return await collection.delete(id);
    },
  };
}
