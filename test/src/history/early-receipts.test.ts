import { randomBytes } from 'node:crypto';
import { describe, expect } from '@jest/globals';
import { newLiveId } from '@otpost/core/ids';
import { keepEarlyReceipt, takeEarlyReceipts } from '@otpost/core/receipt/early-receipts';
import type { AttemptRecord, EarlyReceiptRecord } from '@otpost/core/records';
import { sampleDelivery } from '@otpost/store/contract/sample-records';
import { sharedStores } from '../users/each-store.js';
import { useProcesses } from '../users/use-processes.js';

const hour = 3_600_000;
let now = Date.now();

describe.each(sharedStores)('receipts that came early, with %s', (_name, share) => {
  const two = useProcesses(share, { count: 2, now: () => now });
  const providerId = 'prv_sns';
  let numbers = 0;

  const tellOf = (providerMessageId: string) =>
    keepEarlyReceipt(two.context, { providerId, receipt: { status: 'delivered', providerMessageId }, reference: null });
  /** Of messages that others in the same account of the provider have sent. */
  async function tellOfForeign(count: number): Promise<void> {
    const records = Array.from({ length: count }, (): EarlyReceiptRecord => {
      const name = `foreign-${String((numbers += 1)).padStart(6, '0')}`;
      const receipt = { status: 'delivered', providerMessageId: name } as const;
      return { id: `rcp_${name}`, version: 1, createdAt: now, updatedAt: now, providerId, receipt };
    });
    expect(await two.context.store.earlyReceipts.insertInOrder(records)).toBe(count);
  }
  const waiting = async () => (await two.context.store.earlyReceipts.list()).length;
  async function historyKnows(providerMessageId: string): Promise<void> {
    const attempt: AttemptRecord = {
      number: 1,
      provider: providerId,
      openedAt: now,
      closedAt: now,
      outcome: 'accepted',
      detail: null,
      providerCode: null,
      providerMessageId,
    };
    const ownerId = newLiveId('ch', 7, randomBytes);
    const fields = { id: `${ownerId}-1`, ownerId, channel: 'sms', status: 'sent' } as const;
    const delivery = sampleDelivery({ ...fields, provider: providerId, providerMessageId, attempts: [attempt] });
    await two.context.store.deliveries.saveNewer([delivery]);
  }

  two.test('are found however many foreign ones came later, by whichever workers have the turn', async () => {
    await tellOf('ours');
    now += 1;
    await tellOfForeign(1000);
    await historyKnows('ours');
    // Five pages of a hundred each: the newest, and four more.
    const settled: number[] = [];
    for (let round = 0; round < 3; round += 1) settled.push(await takeEarlyReceipts(two.at(round)));
    expect(settled).toEqual([0, 0, 1]);
    expect(await waiting()).toBe(1000);
  });

  two.test('are taken in the next round where they are among the newest, wherever the turn is', async () => {
    await takeEarlyReceipts(two.context);
    now += 1;
    await tellOf('newest');
    await historyKnows('newest');
    expect(await takeEarlyReceipts(two.context)).toBe(1);
  });

  two.test('are looked at again, from the newest on, when all have had their turn', async () => {
    await tellOf('late');
    now += 1;
    await tellOfForeign(300);
    for (let round = 0; round < 4; round += 1) expect(await takeEarlyReceipts(two.context)).toBe(0);
    await historyKnows('late');
    let settled = 0;
    for (let round = 0; round < 4; round += 1) settled += await takeEarlyReceipts(two.context);
    expect(settled).toBe(1);
  });

  two.test('go after an hour, all in one round', async () => {
    expect(await waiting()).toBeGreaterThan(1000);
    now += hour + 1;
    await takeEarlyReceipts(two.context);
    expect(await waiting()).toBe(0);
  });
});
