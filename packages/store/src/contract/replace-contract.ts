import { describe, expect, test } from '@jest/globals';
import { sampleApplication, sampleProvider } from './sample-records.js';
import { type NewDatabase, useStore } from './test-database.js';

/** Compare-and-set by version. */
export function replaceContract(newDatabase: NewDatabase): void {
  describe('a change by version', () => {
    const opened = useStore(newDatabase);

    test('a change from the stored version replaces the whole record', async () => {
      const { providers } = opened.store;
      const first = sampleProvider();
      await providers.insert(first);
      const changed = { ...first, version: 2, updatedAt: 9, enabled: false, countries: ['DE'], name: 'Other' };
      expect(await providers.replace(changed, 1)).toBe('replaced');
      expect(await providers.get(first.id)).toEqual(changed);
      expect(await providers.list({ enabled: { equals: false }, id: { equals: first.id } })).toEqual([changed]);
    });

    test('a change from another version is stale and changes nothing', async () => {
      const { applications } = opened.store;
      const first = sampleApplication();
      const second = { ...first, version: 2 };
      await applications.insert(first);
      await applications.replace(second, 1);
      expect(await applications.replace({ ...first, version: 2, updatedAt: 1 }, 1)).toBe('stale');
      expect(await applications.replace({ ...first, version: 8, updatedAt: 1 }, 7)).toBe('stale');
      expect(await applications.get(first.id)).toEqual(second);
    });

    test('a change of a record that is not there is stale and makes none', async () => {
      const { applications } = opened.store;
      const never = sampleApplication({ version: 2 });
      expect(await applications.replace(never, 1)).toBe('stale');
      expect(await applications.get(never.id)).toBeUndefined();
    });

    test('a change that does not raise the version by one is refused as a mistake', async () => {
      const { applications } = opened.store;
      const first = sampleApplication();
      await applications.insert(first);
      await expect(applications.replace(first, 1)).rejects.toThrow(RangeError);
      await expect(applications.replace({ ...first, version: 3 }, 1)).rejects.toThrow(RangeError);
    });

    test('of 50 changes from one version at once, over two handles, exactly one is made', async () => {
      const { store } = opened;
      const other = opened.another();
      const first = sampleApplication();
      await store.applications.insert(first);
      const changes = Array.from({ length: 50 }, (_, place) =>
        (place % 2 === 0 ? store : other).applications.replace({ ...first, version: 2, updatedAt: place }, 1),
      );
      const answers = await Promise.all(changes);
      expect(answers.filter((answer) => answer === 'replaced')).toHaveLength(1);
      expect(answers.filter((answer) => answer === 'stale')).toHaveLength(49);
      const winner = answers.indexOf('replaced');
      expect((await store.applications.get(first.id))?.updatedAt).toBe(winner);
    });
  });
}
