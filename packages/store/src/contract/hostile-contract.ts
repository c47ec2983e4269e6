import { randomUUID } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import type { Condition } from '@otpost/core/store-port';
import { sampleApplication, sampleChallenge, sampleTemplate } from './sample-records.js';
import { type NewDatabase, useStore } from './test-database.js';

const hostileStrings = [
  `'; DROP TABLE challenges; --`,
  `"quoted" and 'quoted' and \`quoted\``,
  '{"$ne": null}',
  '$where',
  '$set.name',
  'a.b.c',
  '__proto__',
  'constructor',
  '?1 :name @name',
  '%_*',
  'NUL \0 inside',
  'line\nbreak\r\ttab',
  'ü 漢字 🙂 \u202Eevil e\u0301',
  ' spaces ',
  '0',
  'null',
  'x'.repeat(10_240),
];

/** Values and ids are data, whatever they look like. */
export function hostileContract(newDatabase: NewDatabase): void {
  describe('hostile text', () => {
    const opened = useStore(newDatabase);

    test.each(hostileStrings.map((text) => [text.slice(0, 40), text]))(
      '%j is an id, a value and a filter like any other',
      async (_, text) => {
        const { applications, templates, challenges } = opened.store;
        const application = sampleApplication({ id: text, name: text });
        expect(await applications.insert(application)).toBe('inserted');
        expect(await applications.insert(application)).toBe('duplicate');
        expect(await applications.get(text)).toEqual(application);
        expect(await applications.list({ name: { equals: text } })).toEqual([application]);
        expect(await applications.list({ name: { in: [text] } })).toEqual([application]);
        expect(await applications.replace({ ...application, version: 2 }, 1)).toBe('replaced');
        expect(await applications.delete(text)).toBe(true);
        expect(await applications.delete(text)).toBe(false);

        const template = sampleTemplate({ name: randomUUID(), text, subject: text, locale: text });
        await templates.insert(template);
        expect(await templates.list({ name: { equals: template.name }, locale: { equals: text } })).toEqual([template]);

        const event = { number: 1, type: text, at: 1, data: { value: text } };
        const challenge = sampleChallenge({ id: text, applicationId: text, reason: text, events: [event] });
        await challenges.saveNewer([challenge]);
        await challenges.saveNewer([{ ...challenge, eventNumber: 2 }]);
        expect(await challenges.getMany([text])).toEqual([{ ...challenge, eventNumber: 2 }]);
        const where = { applicationId: { equals: text } };
        const cursor = { createdAt: challenge.createdAt, id: text };
        expect(await challenges.page(where, { limit: 2 })).toHaveLength(1);
        expect(await challenges.page(where, { limit: 2, before: cursor })).toEqual([]);
      },
    );

    test.each<object>([
      { name: { $ne: null } },
      { name: { equals: { $ne: null } } },
      { name: { equals: ['a'] } },
      { name: { equals: undefined } },
      { name: { equals: 5 } },
      { name: { in: 'a' } },
      { name: { in: [{ $gt: '' }] } },
      { name: { above: 5 } },
      { name: {} },
      { name: undefined },
      { name: 'a' },
      { createdAt: { below: Number.NaN } },
      { createdAt: { below: null } },
      { settings: { equals: null } },
      { $where: { equals: '1' } },
      { '1=1; --': { equals: 1 } },
      { __proto__: null, constructor: { equals: 'a' } },
    ])('the condition %j is refused as a mistake, and nothing is deleted', async (where) => {
      const { applications } = opened.store;
      const record = sampleApplication();
      await applications.insert(record);
      const bad = where as { name: Condition };
      await expect(applications.list(bad)).rejects.toThrow(TypeError);
      await expect(applications.deleteWhere(bad, 1_000)).rejects.toThrow(TypeError);
      expect(await applications.get(record.id)).toEqual(record);
    });
  });
}
