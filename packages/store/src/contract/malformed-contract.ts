import { randomUUID } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import type { ChallengeRecord } from '@otpost/core/records';
import { sampleApplication, sampleChallenge } from './sample-records.js';
import { type NewDatabase, useStore } from './test-database.js';

/** What a caller can only send by mistake is an exception, and never half done. */
export function malformedContract(newDatabase: NewDatabase): void {
  describe('malformed calls', () => {
    const opened = useStore(newDatabase);

    test.each([
      ['a field too many', { extra: 1 }],
      ['an operator as a field', { $set: { version: 9 } }],
      ['null where it may not be', { name: null }],
      ['another type', { createdAt: '5' }],
      ['a number that is none', { createdAt: Number.NaN }],
      ['a field too few', { name: undefined }],
    ])('a record with %s is refused', async (_, fields) => {
      const { applications } = opened.store;
      const record = { ...sampleApplication(), ...fields } as unknown as ReturnType<typeof sampleApplication>;
      await expect(applications.insert(record)).rejects.toThrow(TypeError);
      expect(await applications.get(record.id)).toBeUndefined();
    });

    test('a batch with a malformed record is refused', async () => {
      const { challenges } = opened.store;
      const bad = { ...sampleChallenge(), checks: true } as unknown as ChallengeRecord;
      await expect(challenges.saveNewer([bad])).rejects.toThrow(TypeError);
      expect(await challenges.get(bad.id)).toBeUndefined();
    });

    test.each([0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY])('the limit %p is refused', async (limit) => {
      const { challenges } = opened.store;
      const record = sampleChallenge({ endedAt: 1 });
      await challenges.saveNewer([record]);
      const where = { id: { equals: record.id } };
      await expect(challenges.page(where, { limit })).rejects.toThrow(RangeError);
      await expect(challenges.deleteWhere(where, limit)).rejects.toThrow(RangeError);
      await expect(challenges.clearWhere(where, ['addressHash'], limit)).rejects.toThrow(RangeError);
      expect(await challenges.get(record.id)).toEqual(record);
    });

    test('a field that may not be null is not cleared', async () => {
      const { challenges } = opened.store;
      const record = sampleChallenge();
      await challenges.saveNewer([record]);
      const where = { id: { equals: record.id } };
      await expect(challenges.clearWhere(where, ['addressHash', 'status'], 1)).rejects.toThrow(TypeError);
      expect(await challenges.get(record.id)).toEqual(record);
    });

    test('a field of the record that no index holds cannot be queried', async () => {
      const { challenges } = opened.store;
      const where = { metadataSealed: { equals: randomUUID() } };
      await expect(challenges.page(where, { limit: 1 })).rejects.toThrow(TypeError);
    });
  });
}
