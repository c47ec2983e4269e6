import { describe, expect } from '@jest/globals';
import { createWebhook, switchOffWebhook, updateWebhook } from '@otpost/core/webhook/manage-webhook';
import { oweWebhookMessages } from '@otpost/core/webhook/owe-webhook-messages';
import { replayFailedMessages } from '@otpost/core/webhook/webhook-messages';
import { testActor } from '../settings/open-test-process.js';
import { newApplication } from '../users/challenges-of-users.js';
import { sharedStores } from '../users/each-store.js';
import { useProcesses } from '../users/use-processes.js';

describe.each(sharedStores)('a webhook that is off, on %s', (_name, share) => {
  const one = useProcesses(share);

  async function listener() {
    const { context } = one;
    const applicationId = await newApplication([context]);
    const input = { url: 'https://shop.example/hook', events: [], description: null, enabled: true };
    const { id: webhookId } = await createWebhook(context, { applicationId, actor: testActor, input });
    await context.settings.refresh();
    const stored = async () => (await context.store.webhooks.get(webhookId))!;
    return {
      switchOff: async () => {
        await switchOffWebhook(context, await stored(), 'gone');
        await context.settings.refresh();
      },
      enable: async (enabled: boolean) => {
        const input = { version: (await stored()).version, enabled };
        await updateWebhook(context, { applicationId, webhookId, actor: testActor, input });
        await context.settings.refresh();
      },
      happen: (key: string) =>
        oweWebhookMessages(context, [
          { applicationId, userId: null, type: 'factor.added', key, at: Date.now(), data: {} },
        ]),
      rows: () => context.store.webhookMessages.list({ webhookId: { equals: webhookId } }),
      replay: () => replayFailedMessages(context, { applicationId, webhookId, since: new Date(0).toISOString() }),
    };
  }

  one.test('by us: what happens meanwhile is kept, to be sent by hand', async () => {
    const { switchOff, enable, happen, rows, replay } = await listener();
    await switchOff();
    await happen('one');
    expect(await rows()).toMatchObject([{ status: 'failed', nextAt: null, lastAnswer: expect.any(String) }]);
    await enable(true);
    expect(await replay()).toEqual({ replayed: 1 });
    expect(await rows()).toMatchObject([{ status: 'waiting', nextAt: expect.any(Number) }]);
  });

  one.test('by its owner: nothing of it is kept', async () => {
    const { enable, happen, rows } = await listener();
    await enable(false);
    await happen('one');
    expect(await rows()).toEqual([]);
  });
});
