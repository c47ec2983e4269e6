import { randomUUID } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { sampleApplication, sampleKey, sampleTemplate } from './sample-records.js';
import { type NewDatabase, useStore } from './test-database.js';

/** Ids and unique combinations. */
export function uniqueContract(newDatabase: NewDatabase): void {
  describe('what occurs once', () => {
    const opened = useStore(newDatabase);

    test('an id that is taken is a duplicate and changes nothing', async () => {
      const { applications } = opened.store;
      const first = sampleApplication();
      expect(await applications.insert(first)).toBe('inserted');
      expect(await applications.insert(sampleApplication({ id: first.id }))).toBe('duplicate');
      expect(await applications.get(first.id)).toEqual(first);
    });

    test('a name that is taken is a duplicate, for an insert and for a change', async () => {
      const { applications } = opened.store;
      const first = sampleApplication();
      const second = sampleApplication();
      await applications.insert(first);
      await applications.insert(second);
      expect(await applications.insert(sampleApplication({ name: first.name }))).toBe('duplicate');
      expect(await applications.replace({ ...second, name: first.name, version: 2 }, 1)).toBe('duplicate');
      expect(await applications.get(second.id)).toEqual(second);
    });

    test('a template without an application is unique too', async () => {
      const { templates } = opened.store;
      const first = sampleTemplate({ applicationId: null });
      const same = { applicationId: null, name: first.name };
      expect(await templates.insert(first)).toBe('inserted');
      expect(await templates.insert(sampleTemplate(same))).toBe('duplicate');
      expect(await templates.insert(sampleTemplate({ ...same, locale: 'de' }))).toBe('inserted');
      expect(await templates.insert(sampleTemplate({ ...same, channel: 'email' }))).toBe('inserted');
      expect(await templates.insert(sampleTemplate({ ...same, applicationId: '' }))).toBe('inserted');
    });

    test('a template is unique within its application', async () => {
      const { templates } = opened.store;
      const first = sampleTemplate({ applicationId: randomUUID() });
      const { applicationId, name } = first;
      expect(await templates.insert(first)).toBe('inserted');
      expect(await templates.insert(sampleTemplate({ applicationId, name }))).toBe('duplicate');
      expect(await templates.insert(sampleTemplate({ applicationId: randomUUID(), name }))).toBe('inserted');
    });

    test('a data key may stand beside an older one of the same purpose', async () => {
      const { keys } = opened.store;
      const applicationId = randomUUID();
      expect(await keys.insert(sampleKey({ purpose: 'application', applicationId }))).toBe('inserted');
      expect(await keys.insert(sampleKey({ purpose: 'application', applicationId }))).toBe('inserted');
    });

    test('of 20 inserts of one name at once from two handles exactly one is made', async () => {
      const { store } = opened;
      const other = opened.another();
      const name = randomUUID();
      const inserts = Array.from({ length: 20 }, (_, place) =>
        (place % 2 === 0 ? store : other).applications.insert(sampleApplication({ name })),
      );
      const answers = await Promise.all(inserts);
      expect(answers.filter((answer) => answer === 'inserted')).toHaveLength(1);
    });
  });
}
