import { randomUUID } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { sampleApplication, sampleChallenge, sampleTemplate } from './sample-records.js';
import { type NewDatabase, useStore } from './test-database.js';

/** Several handles on one database, restarts, and what is not a collection. */
export function sharedContract(newDatabase: NewDatabase): void {
  describe('one database for all', () => {
    const opened = useStore(newDatabase);

    test('what one handle wrote, another reads at once', async () => {
      const other = opened.another();
      const record = sampleApplication();
      await opened.store.applications.insert(record);
      expect(await other.applications.get(record.id)).toEqual(record);
      await other.applications.replace({ ...record, version: 2 }, 1);
      expect((await opened.store.applications.get(record.id))?.version).toBe(2);
    });

    test('everything is still there after all handles were closed', async () => {
      const before = opened.another();
      const application = sampleApplication();
      const challenge = sampleChallenge();
      const cursor = { id: randomUUID(), position: '1-0' };
      await before.applications.insert(application);
      await before.challenges.saveNewer([challenge]);
      await before.cursors.saveAll([cursor]);
      const version = await before.raiseSettingsVersion();
      await before.close();
      const after = opened.another();
      await after.migrate();
      expect(await after.applications.get(application.id)).toEqual(application);
      expect(await after.challenges.get(challenge.id)).toEqual(challenge);
      expect(await after.cursors.get(cursor.id)).toEqual(cursor);
      expect(await after.settingsVersion()).toBeGreaterThanOrEqual(version);
    });

    test('a handle answers a ping until it is closed, and then says that it is not available', async () => {
      const handle = opened.another();
      await expect(handle.ping()).resolves.toBeUndefined();
      await handle.close();
      await handle.close();
      const refusal = { code: 'unavailable', details: { dependency: 'store' } };
      await expect(handle.ping()).rejects.toMatchObject(refusal);
      await expect(handle.applications.list()).rejects.toMatchObject(refusal);
      await expect(handle.challenges.saveNewer([sampleChallenge()])).rejects.toMatchObject(refusal);
    });

    test('a cursor is overwritten, beside others in one batch', async () => {
      const { cursors } = opened.store;
      const [first, second] = [randomUUID(), randomUUID()];
      expect(await cursors.get(first)).toBeUndefined();
      await cursors.saveAll([]);
      await cursors.saveAll([{ id: first, position: '5-0' }]);
      await cursors.saveAll([
        { id: first, position: '4-0' },
        { id: second, position: '1-0' },
      ]);
      expect(await cursors.get(first)).toEqual({ id: first, position: '4-0' });
      expect(await cursors.get(second)).toEqual({ id: second, position: '1-0' });
    });
  });

  describe('the settings version', () => {
    const opened = useStore(newDatabase);

    test('starts at 0 and gives each of 40 parallel raises over two handles a number of its own', async () => {
      const other = opened.another();
      expect(await opened.store.settingsVersion()).toBe(0);
      const raises = Array.from({ length: 40 }, (_, place) =>
        (place % 2 === 0 ? opened.store : other).raiseSettingsVersion(),
      );
      const numbers = (await Promise.all(raises)).toSorted((a, b) => a - b);
      expect(numbers).toEqual(Array.from({ length: 40 }, (_, place) => place + 1));
      expect(await other.settingsVersion()).toBe(40);
    });
  });

  describe('migrate', () => {
    test('may run again, and from four handles at once, and loses nothing', async () => {
      const database = await newDatabase();
      const handles = Array.from({ length: 4 }, () => database.open());
      const [first] = handles;
      const record = sampleTemplate();
      await Promise.all(handles.map((handle) => handle.migrate()));
      expect(await first?.templates.insert(record)).toBe('inserted');
      await Promise.all(handles.map((handle) => handle.migrate()));
      expect(await first?.templates.get(record.id)).toEqual(record);
      expect(await first?.templates.insert(sampleTemplate({ name: record.name }))).toBe('duplicate');
      await Promise.all(handles.map((handle) => handle.close()));
    });
  });
}
