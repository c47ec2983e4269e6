import { randomUUID } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import type { ChallengeRecord } from '@otpost/core/records';
import { sampleChallenge, sampleDelivery } from './sample-records.js';
import { type NewDatabase, useStore } from './test-database.js';

/** A record whose fields all tell the number, so that a mix of two writes shows. */
function numbered(id: string, eventNumber: number): ChallengeRecord {
  return sampleChallenge({
    id,
    eventNumber,
    applicationId: `application ${eventNumber}`,
    checks: eventNumber,
    reason: `reason ${eventNumber}`,
    events: [{ number: eventNumber, type: 'challenge.checked', at: eventNumber, data: {} }],
  });
}

/** History: what is newer wins, whoever writes and in whatever order. */
export function saveNewerContract(newDatabase: NewDatabase): void {
  describe('history is folded from events', () => {
    const opened = useStore(newDatabase);

    test('a record of each collection reads back as it was written', async () => {
      const { challenges, deliveries } = opened.store;
      const challenge = sampleChallenge({ endedAt: 3, reason: 'r', metadataSealed: 'm' });
      const attempt = { number: 1, provider: 'p', openedAt: 1, closedAt: null, outcome: null };
      const detail = { detail: null, providerCode: '30003', providerMessageId: null };
      const delivery = sampleDelivery({ provider: 'p', attempts: [{ ...attempt, ...detail }] });
      await challenges.saveNewer([challenge]);
      await deliveries.saveNewer([delivery]);
      expect(await challenges.get(challenge.id)).toEqual(challenge);
      expect(await deliveries.get(delivery.id)).toEqual(delivery);
      expect(await challenges.get(randomUUID())).toBeUndefined();
    });

    test('a batch may be empty', async () => {
      await expect(opened.store.challenges.saveNewer([])).resolves.toBeUndefined();
    });

    test('a replay and an older record change nothing, a newer one replaces', async () => {
      const { challenges } = opened.store;
      const id = randomUUID();
      await challenges.saveNewer([numbered(id, 2)]);
      await challenges.saveNewer([{ ...numbered(id, 2), reason: 'replayed' }]);
      await challenges.saveNewer([numbered(id, 1)]);
      expect(await challenges.get(id)).toEqual(numbered(id, 2));
      await challenges.saveNewer([numbered(id, 3)]);
      expect(await challenges.get(id)).toEqual(numbered(id, 3));
    });

    test('an old record in a batch does not hold up its neighbours', async () => {
      const { challenges } = opened.store;
      const [known, fresh, newer] = [randomUUID(), randomUUID(), randomUUID()];
      await challenges.saveNewer([numbered(known, 5), numbered(newer, 1)]);
      await challenges.saveNewer([numbered(known, 4), numbered(fresh, 1), numbered(newer, 2)]);
      const found = await challenges.getMany([known, fresh, newer, randomUUID()]);
      expect(new Map(found.map((record) => [record.id, record.eventNumber]))).toEqual(
        new Map([
          [known, 5],
          [fresh, 1],
          [newer, 2],
        ]),
      );
    });

    test('of one id twice in a batch the newest counts, in any order', async () => {
      const { challenges } = opened.store;
      const [rising, falling] = [randomUUID(), randomUUID()];
      await challenges.saveNewer([
        numbered(rising, 1),
        numbered(rising, 2),
        numbered(falling, 2),
        numbered(falling, 1),
      ]);
      const found = await challenges.getMany([rising, falling]);
      expect(found.map((record) => record.eventNumber)).toEqual([2, 2]);
    });

    test('the highest number wins among parallel writes from two handles, never mixed', async () => {
      const { store } = opened;
      const other = opened.another();
      const ids = Array.from({ length: 20 }, () => randomUUID());
      const writes = Array.from({ length: 30 }, (_, place) => {
        const eventNumber = ((place * 7) % 30) + 1;
        return (place % 2 === 0 ? store : other).challenges.saveNewer(ids.map((id) => numbered(id, eventNumber)));
      });
      await Promise.all(writes);
      for (const id of ids) expect(await store.challenges.get(id)).toEqual(numbered(id, 30));
    });
  });
}
