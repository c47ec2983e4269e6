import { describe, expect, test } from '@jest/globals';
import type { ProviderRecord } from '@otpost/core/records';
import type { Store } from '@otpost/core/store-port';
import { sampleProvider, setting } from './sample-records.js';
import { type NewDatabase, useStore } from './test-database.js';

async function changedTo(store: Store, first: ProviderRecord, last: number): Promise<void> {
  for (let version = first.version + 1; version <= last; version += 1) {
    await store.providers.replace({ ...first, version, name: `name ${version}`, updatedAt: version }, version - 1);
  }
}

/** Past versions of settings, which no writer can leave out. */
export function versionContract(newDatabase: NewDatabase): void {
  describe('past versions', () => {
    const opened = useStore(newDatabase);
    const keptOf = async ({ id }: ProviderRecord) =>
      (await opened.store.settingVersions.list({ settingId: { equals: id } })).toSorted(
        (one, other) => one.settingVersion - other.settingVersion,
      );

    test('a replaced record is kept as it was, with who made it', async () => {
      const { store } = opened;
      const first = sampleProvider({ changedBy: 'key:one' });
      await store.providers.insert(first);
      expect(await keptOf(first)).toEqual([]);
      await store.providers.replace({ ...first, version: 2, name: 'Other', changedBy: 'key:two' }, 1);
      expect(await keptOf(first)).toMatchObject([
        { kind: 'provider', settingVersion: 1, content: first, deletedAt: null },
      ]);
    });

    test('a change that is refused keeps nothing that never was', async () => {
      const { store } = opened;
      const first = sampleProvider();
      await store.providers.insert(first);
      const changes = Array.from({ length: 20 }, (_, place) =>
        store.providers.replace({ ...first, version: 2, name: `name ${place}` }, 1),
      );
      expect((await Promise.all(changes)).filter((answer) => answer === 'replaced')).toHaveLength(1);
      expect((await keptOf(first)).map(({ content }) => content)).toEqual([first]);
    });

    test('of many changes the last ninety-nine are kept beside the one that holds', async () => {
      const { store } = opened;
      const first = sampleProvider();
      await store.providers.insert(first);
      await changedTo(store, first, 105);
      expect((await keptOf(first)).map(({ settingVersion }) => settingVersion)).toEqual(
        Array.from({ length: 99 }, (_, place) => place + 6),
      );
    });

    test('a deleted record is kept with the time, also when its version was kept before', async () => {
      const { store } = opened;
      const first = sampleProvider();
      await store.providers.insert(first);
      await changedTo(store, first, 2);
      // As a process leaves it that died between keeping the version and changing it.
      const current = { ...first, version: 2, name: 'name 2', updatedAt: 2 };
      await store.settingVersions.insert({
        ...setting(),
        id: `${first.id}:000000000002`,
        kind: 'provider',
        applicationId: null,
        settingId: first.id,
        settingVersion: 2,
        content: current,
        deletedAt: null,
      });
      await store.providers.delete(first.id);
      expect(await keptOf(first)).toMatchObject([
        { settingVersion: 1, deletedAt: null },
        { settingVersion: 2, deletedAt: expect.any(Number), content: { name: 'name 2' } },
      ]);
    });
  });
}
