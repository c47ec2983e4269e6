import { randomUUID } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { limitStore } from '@otpost/core/admin/limit-store';
import { sampleWebhookMessage } from './sample-records.js';
import { type NewDatabase, useStore } from './test-database.js';

/** Some of what is due, in the order of a number. */
export function lowestContract(newDatabase: NewDatabase): void {
  describe('the lowest of a number', () => {
    const opened = useStore(newDatabase);

    test('what is due longest is found first, however old it is, and some of it', async () => {
      const { webhookMessages } = opened.store;
      const webhookId = randomUUID();
      const times = [70, 20, 90, 10, 60, 30];
      // The newest is due longest, so that no order of creation passes for it.
      const messages = times.map((nextAt) => sampleWebhookMessage({ webhookId, nextAt, createdAt: 1000 - nextAt }));
      const delivered = sampleWebhookMessage({ webhookId, nextAt: null, status: 'delivered' });
      for (const message of [...messages, delivered]) await webhookMessages.insert(message);
      const due = { webhookId: { equals: webhookId }, status: { equals: 'waiting' }, nextAt: { atMost: 80 } };
      const lowest = async (limit: number) =>
        (await webhookMessages.lowest(due, 'nextAt', limit)).map(({ nextAt }) => nextAt);
      expect(await lowest(3)).toEqual([10, 20, 30]);
      expect(await lowest(9)).toEqual([10, 20, 30, 60, 70]);
    });

    test('an admin of one application finds what is lowest there, behind more of others', async () => {
      const [webhookId, applicationId] = [randomUUID(), randomUUID()];
      const { webhookMessages } = limitStore(opened.store, { applications: [applicationId] });
      for (let nextAt = 0; nextAt < 9; nextAt += 1) {
        const owner = nextAt >= 5 ? { applicationId } : {};
        await opened.store.webhookMessages.insert(sampleWebhookMessage({ webhookId, nextAt, ...owner }));
      }
      const found = await webhookMessages.lowest({ webhookId: { equals: webhookId } }, 'nextAt', 2);
      expect(found.map(({ nextAt }) => nextAt)).toEqual([5, 6]);
    });

    test('an order by what is no number, or cannot be queried, is refused, and so is no limit', async () => {
      const { webhookMessages } = opened.store;
      await expect(webhookMessages.lowest({}, 'status', 5)).rejects.toThrow(TypeError);
      await expect(webhookMessages.lowest({}, 'attempts', 5)).rejects.toThrow(TypeError);
      await expect(webhookMessages.lowest({}, 'nextAt', 0)).rejects.toThrow(RangeError);
    });
  });
}
