import { randomUUID } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import {
  sampleApiKey,
  sampleApplication,
  sampleKey,
  sampleNotice,
  sampleProvider,
  sampleTemplate,
} from './sample-records.js';
import { type NewDatabase, useStore } from './test-database.js';

/** Settings: insert, read, list, delete. */
export function settingContract(newDatabase: NewDatabase): void {
  describe('settings', () => {
    const opened = useStore(newDatabase);

    test('a record of each collection reads back as it was written', async () => {
      const { store } = opened;
      const application = sampleApplication();
      const apiKey = sampleApiKey({ scopes: [], revokedAt: 5 });
      const provider = sampleProvider({ enabled: false });
      const template = sampleTemplate({ subject: 'Subject', html: '<p>' });
      const key = sampleKey({ applicationId: randomUUID() });
      const notice = sampleNotice({ endedAt: 7 });
      await store.applications.insert(application);
      await store.apiKeys.insert(apiKey);
      await store.providers.insert(provider);
      await store.templates.insert(template);
      await store.keys.insert(key);
      await store.notices.insert(notice);
      expect(await store.applications.get(application.id)).toEqual(application);
      expect(await store.apiKeys.get(apiKey.id)).toEqual(apiKey);
      expect(await store.providers.get(provider.id)).toEqual(provider);
      expect(await store.templates.get(template.id)).toEqual(template);
      expect(await store.keys.get(key.id)).toEqual(key);
      expect(await store.notices.get(notice.id)).toEqual(notice);
    });

    test('some are inserted in order, and none behind one that stands already', async () => {
      const { notices } = opened.store;
      const [first, second, third, fourth] = Array.from({ length: 4 }, () => sampleNotice());
      if (!first || !second || !third || !fourth) throw new Error('There are four');
      expect(await notices.insertInOrder([first, second])).toBe(2);
      expect(await notices.insertInOrder([second, third])).toBe(0);
      expect(await notices.get(third.id)).toBeUndefined();
      const written = await notices.insertInOrder([third, first, fourth]);
      expect([0, 1]).toContain(written);
      expect(await notices.get(third.id)).toEqual(written === 1 ? third : undefined);
      expect(await notices.get(fourth.id)).toBeUndefined();
    });

    test('an id that was never written reads as undefined', async () => {
      expect(await opened.store.applications.get(randomUUID())).toBeUndefined();
    });

    test('a list holds what fulfils every condition, oldest first, then by id', async () => {
      const { store } = opened;
      const applicationId = randomUUID();
      const written = [
        sampleApiKey({ id: `b-${applicationId}`, applicationId, createdAt: 2 }),
        sampleApiKey({ id: `a-${applicationId}`, applicationId, createdAt: 2 }),
        sampleApiKey({ id: `c-${applicationId}`, applicationId, createdAt: 1 }),
        sampleApiKey({ applicationId, createdAt: 3 }),
        sampleApiKey({ applicationId: randomUUID(), createdAt: 1 }),
      ];
      for (const record of written) await store.apiKeys.insert(record);
      const listed = await store.apiKeys.list({ applicationId: { equals: applicationId }, createdAt: { atMost: 2 } });
      expect(listed.map((record) => record.id[0])).toEqual(['c', 'a', 'b']);
      expect((await store.apiKeys.list()).length).toBeGreaterThanOrEqual(written.length);
    });

    test('a yes-no field is found by true and by false', async () => {
      const { store } = opened;
      const on = sampleProvider({ enabled: true });
      const off = sampleProvider({ enabled: false });
      await store.providers.insert(on);
      await store.providers.insert(off);
      const found = await store.providers.list({ enabled: { equals: true }, id: { in: [on.id, off.id] } });
      expect(found).toEqual([on]);
      const both = await store.providers.list({ enabled: { in: [true, false] }, id: { in: [on.id, off.id] } });
      expect(both).toHaveLength(2);
    });

    test('a deleted record is gone, and only the first delete says so', async () => {
      const { store } = opened;
      const record = sampleApplication();
      await store.applications.insert(record);
      expect(await store.applications.delete(record.id)).toBe(true);
      expect(await store.applications.delete(record.id)).toBe(false);
      expect(await store.applications.get(record.id)).toBeUndefined();
    });
  });
}
