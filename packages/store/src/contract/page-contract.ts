import { randomUUID } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import type { DeliveryRecord } from '@otpost/core/records';
import type { Store } from '@otpost/core/store-port';
import { sampleChallenge, sampleDelivery } from './sample-records.js';
import { type NewDatabase, useStore } from './test-database.js';

/** Follows the cursor to the end; `between` runs after each page. */
async function readAll(store: Store, applicationId: string, between: () => Promise<void>): Promise<DeliveryRecord[]> {
  const all: DeliveryRecord[] = [];
  for (;;) {
    const last = all.at(-1);
    const before = last && { createdAt: last.createdAt, id: last.id };
    const page = await store.deliveries.page(
      { applicationId: { equals: applicationId } },
      before ? { limit: 4, before } : { limit: 4 },
    );
    all.push(...page);
    if (page.length < 4) return all;
    await between();
  }
}

/** History: filters and pages. */
export function pageContract(newDatabase: NewDatabase): void {
  describe('pages of history', () => {
    const opened = useStore(newDatabase);

    test('pages follow without gap or repeat while newer records come in', async () => {
      const { store } = opened;
      const applicationId = randomUUID();
      // Several records share each time, so that the id has to decide.
      const records = Array.from({ length: 23 }, (_, place) =>
        sampleDelivery({ applicationId, createdAt: 1_000 + Math.floor(place / 5) }),
      );
      await store.deliveries.saveNewer(records);
      const read = await readAll(store, applicationId, () =>
        store.deliveries.saveNewer([sampleDelivery({ applicationId, createdAt: 5_000 })]),
      );
      const expected = records.toSorted((a, b) => b.createdAt - a.createdAt || (a.id < b.id ? 1 : -1));
      expect(read.map((record) => record.id)).toEqual(expected.map((record) => record.id));
    });

    test('every filter of the history narrows the page', async () => {
      const { deliveries } = opened.store;
      const applicationId = randomUUID();
      const wanted = sampleDelivery({
        applicationId,
        channel: 'email',
        status: 'sent',
        kind: 'test',
        provider: randomUUID(),
        addressHash: randomUUID(),
        ownerId: randomUUID(),
        createdAt: 2_000,
        endedAt: 2_500,
      });
      const unwanted = sampleDelivery({ applicationId, createdAt: 1_000 });
      await deliveries.saveNewer([wanted, unwanted]);
      const mine = { applicationId: { equals: applicationId } };
      const filters = [
        { status: { equals: 'sent' } },
        { channel: { equals: 'email' } },
        { kind: { in: ['test', 'notice'] } },
        { provider: { equals: wanted.provider } },
        { addressHash: { equals: wanted.addressHash } },
        { ownerId: { equals: wanted.ownerId } },
        { createdAt: { above: 1_000 } },
        { createdAt: { atLeast: 2_000, below: 2_001 } },
        { endedAt: { atMost: 2_500 } },
      ];
      for (const filter of filters) {
        expect(await deliveries.page({ ...mine, ...filter }, { limit: 10 })).toEqual([wanted]);
        expect(await deliveries.page({ ...mine, ...filter }, { limit: 10, before: wanted })).toEqual([]);
      }
      expect(await deliveries.page({ ...mine, kind: { in: [] } }, { limit: 10 })).toEqual([]);
    });

    test('null is found by equals and in, and left out by every bound', async () => {
      const { challenges } = opened.store;
      const applicationId = randomUUID();
      const open = sampleChallenge({ applicationId, endedAt: null, createdAt: 1 });
      const ended = sampleChallenge({ applicationId, endedAt: 5, createdAt: 2 });
      await challenges.saveNewer([open, ended]);
      const found = async (endedAt: object) =>
        (await challenges.page({ applicationId: { equals: applicationId }, endedAt }, { limit: 9 })).map(
          ({ id }) => id,
        );
      expect(await found({ equals: null })).toEqual([open.id]);
      expect(await found({ in: [null, 5] })).toEqual([ended.id, open.id]);
      expect(await found({ in: [5] })).toEqual([ended.id]);
      expect(await found({ below: 9 })).toEqual([ended.id]);
      expect(await found({ above: -9 })).toEqual([ended.id]);
    });
  });
}
