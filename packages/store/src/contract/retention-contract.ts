import { randomUUID } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { sampleChallenge, sampleDelivery, sampleNotice } from './sample-records.js';
import { type NewDatabase, useStore } from './test-database.js';

/** What retention does: clear and delete, a bounded number at a time. */
export function retentionContract(newDatabase: NewDatabase): void {
  describe('retention', () => {
    const opened = useStore(newDatabase);

    test('clearing sets the fields to null, up to the limit, and comes to an end', async () => {
      const { challenges } = opened.store;
      const applicationId = randomUUID();
      const ended = Array.from({ length: 7 }, () => sampleChallenge({ applicationId, endedAt: 100 }));
      const onlyHash = sampleChallenge({ applicationId, endedAt: 100, addressSealed: null });
      const later = sampleChallenge({ applicationId, endedAt: 300 });
      const open = sampleChallenge({ applicationId, endedAt: null });
      await challenges.saveNewer([...ended, onlyHash, later, open]);
      const clear = () =>
        challenges.clearWhere(
          { applicationId: { equals: applicationId }, endedAt: { below: 200 } },
          ['addressSealed', 'addressHash', 'metadataSealed'],
          5,
        );
      expect([await clear(), await clear(), await clear()]).toEqual([5, 3, 0]);
      for (const record of [...ended, onlyHash]) {
        expect(await challenges.get(record.id)).toEqual({ ...record, addressSealed: null, addressHash: null });
      }
      expect(await challenges.get(later.id)).toEqual(later);
      expect(await challenges.get(open.id)).toEqual(open);
      const byHash = { applicationId: { equals: applicationId }, addressHash: { equals: 'hash' } };
      expect(await challenges.page(byHash, { limit: 10 })).toHaveLength(2);
    });

    test('a field that is not in an index is cleared too', async () => {
      const { challenges } = opened.store;
      const record = sampleChallenge({ metadataSealed: 'm', bindingSealed: 'b' });
      await challenges.saveNewer([record]);
      const where = { id: { equals: record.id } };
      expect(await challenges.clearWhere(where, ['metadataSealed'], 10)).toBe(1);
      expect(await challenges.clearWhere(where, ['metadataSealed'], 10)).toBe(0);
      expect(await challenges.get(record.id)).toEqual({ ...record, metadataSealed: null });
    });

    test('a cleared record is still replaced only by a newer one', async () => {
      const { challenges } = opened.store;
      const record = sampleChallenge({ eventNumber: 4, endedAt: 1 });
      await challenges.saveNewer([record]);
      await challenges.clearWhere({ id: { equals: record.id } }, ['addressSealed', 'addressHash'], 1);
      await challenges.saveNewer([record]);
      expect((await challenges.get(record.id))?.addressSealed).toBeNull();
    });

    test('deleting takes what fulfils every condition, up to the limit', async () => {
      const { deliveries } = opened.store;
      const applicationId = randomUUID();
      const old = Array.from({ length: 5 }, () => sampleDelivery({ applicationId, endedAt: 100 }));
      const kept = sampleDelivery({ applicationId, endedAt: 200 });
      await deliveries.saveNewer([...old, kept]);
      const remove = () =>
        deliveries.deleteWhere({ applicationId: { equals: applicationId }, endedAt: { below: 200 } }, 3);
      expect([await remove(), await remove(), await remove()]).toEqual([3, 2, 0]);
      expect(await deliveries.page({ applicationId: { equals: applicationId } }, { limit: 10 })).toEqual([kept]);
    });

    test('notices are found for deletion by their end, and by their expiry when they have none', async () => {
      const { notices } = opened.store;
      const applicationId = randomUUID();
      const ended = sampleNotice({ applicationId, endedAt: 5, expiresAt: 9 });
      const expired = sampleNotice({ applicationId, endedAt: null, expiresAt: 9 });
      const fresh = sampleNotice({ applicationId, endedAt: null, expiresAt: 99 });
      for (const notice of [ended, expired, fresh]) await notices.insert(notice);
      const mine = { applicationId: { equals: applicationId } };
      expect(await notices.deleteWhere({ ...mine, endedAt: { atMost: 5 } }, 10)).toBe(1);
      expect(await notices.deleteWhere({ ...mine, endedAt: { equals: null }, expiresAt: { below: 50 } }, 10)).toBe(1);
      expect(await notices.list(mine)).toEqual([fresh]);
    });
  });
}
