import { randomUUID } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { sampleWebhook, sampleWebhookMessage } from './sample-records.js';
import { type NewDatabase, useStore } from './test-database.js';

/** Webhooks, and the messages that wait for them. */
export function webhookContract(newDatabase: NewDatabase): void {
  describe('webhooks', () => {
    const opened = useStore(newDatabase);

    test('both collections read back as they were written, and take an id once', async () => {
      const { webhooks, webhookMessages } = opened.store;
      const webhook = sampleWebhook({ events: [], description: 'Sign-ins', enabled: false, disabledReason: 'gone' });
      const tries = [{ at: 1, answer: '503', milliseconds: 12 }];
      const message = sampleWebhookMessage({ tries, userId: randomUUID(), lastAnswer: '503', lastAttemptAt: 1 });
      expect([await webhooks.insert(webhook), await webhookMessages.insert(message)]).toEqual(['inserted', 'inserted']);
      expect([await webhooks.insert(webhook), await webhookMessages.insert(message)]).toEqual([
        'duplicate',
        'duplicate',
      ]);
      expect(await webhooks.get(webhook.id)).toEqual(webhook);
      expect(await webhookMessages.get(message.id)).toEqual(message);
    });

    test('what is due is found, and neither what ended nor what is due later', async () => {
      const { webhookMessages } = opened.store;
      const webhookId = randomUUID();
      const due = [sampleWebhookMessage({ webhookId, nextAt: 100 }), sampleWebhookMessage({ webhookId, nextAt: 50 })];
      const others = [
        sampleWebhookMessage({ webhookId, nextAt: 101 }),
        sampleWebhookMessage({ webhookId, nextAt: null, status: 'delivered' }),
        sampleWebhookMessage({ nextAt: 50 }),
      ];
      for (const message of [...due, ...others]) await webhookMessages.insert(message);
      const where = { webhookId: { equals: webhookId }, status: { equals: 'waiting' }, nextAt: { atMost: 100 } };
      const found = await webhookMessages.page(where, { limit: 10 });
      expect(found.map(({ id }) => id).toSorted()).toEqual(due.map(({ id }) => id).toSorted());
    });

    test('of 50 who take one message at once, over two connections, one has it', async () => {
      const message = sampleWebhookMessage();
      await opened.store.webhookMessages.insert(message);
      const other = opened.another();
      const leased = { ...message, version: 2, nextAt: 1_700_000_030_000 };
      const answers = await Promise.all(
        Array.from({ length: 50 }, (_, index) =>
          (index % 2 === 0 ? opened.store : other).webhookMessages.replace(leased, 1),
        ),
      );
      expect(answers.filter((answer) => answer === 'replaced')).toHaveLength(1);
      expect(answers.filter((answer) => answer === 'stale')).toHaveLength(49);
    });

    test('the messages about one user are deleted, some at a time', async () => {
      const { webhookMessages } = opened.store;
      const userId = randomUUID();
      const kept = sampleWebhookMessage({ userId: randomUUID() });
      for (let count = 0; count < 3; count += 1) await webhookMessages.insert(sampleWebhookMessage({ userId }));
      await webhookMessages.insert(kept);
      const erase = () => webhookMessages.deleteWhere({ userId: { equals: userId } }, 2);
      expect([await erase(), await erase(), await erase()]).toEqual([2, 1, 0]);
      expect(await webhookMessages.get(kept.id)).toEqual(kept);
    });
  });
}
