import { randomUUID } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { sampleTally, setting } from './sample-records.js';
import { type NewDatabase, useStore } from './test-database.js';

/** What is counted from history, and what is to be counted again. */
export function tallyContract(newDatabase: NewDatabase): void {
  describe('tallies', () => {
    const opened = useStore(newDatabase);

    test('of a span are found by step and time, and a later count wins', async () => {
      const { tallies } = opened.store;
      const [minute, hour] = [sampleTally({ createdAt: 120_000 }), sampleTally({ step: 'hour', createdAt: 0 })];
      await tallies.saveNewer([minute, hour, sampleTally({ createdAt: 180_000 })]);
      await tallies.saveNewer([{ ...minute, eventNumber: 3, groups: '[1]' }]);
      await tallies.saveNewer([{ ...minute, eventNumber: 2, groups: '[2]' }]);
      const where = { step: { equals: 'minute' }, createdAt: { atLeast: 120_000, below: 180_000 } };
      expect(await tallies.page(where, { limit: 10 })).toEqual([{ ...minute, eventNumber: 3, groups: '[1]' }]);
      expect(await tallies.getMany([hour.id, randomUUID()])).toEqual([hour]);
      expect(await tallies.deleteWhere({ step: { equals: 'minute' }, createdAt: { below: 150_000 } }, 10)).toBe(1);
    });

    test('a stale minute is forgotten by the version that was read alone', async () => {
      const { staleMinutes } = opened.store;
      const minute = { ...setting(), createdAt: 60_000 };
      const forget = (version: number) =>
        staleMinutes.deleteWhere({ id: { equals: minute.id }, version: { equals: version } }, 1);
      expect(await staleMinutes.insert(minute)).toBe('inserted');
      expect(await staleMinutes.insert(minute)).toBe('duplicate');
      expect(await staleMinutes.replace({ ...minute, version: 2 }, 1)).toBe('replaced');
      expect(await forget(1)).toBe(0);
      expect(await staleMinutes.page({}, { limit: 5 })).toEqual([{ ...minute, version: 2 }]);
      expect(await forget(2)).toBe(1);
    });
  });
}
