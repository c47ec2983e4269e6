import type { Context } from '../context.js';
import { OtpostError } from '../errors.js';
import { type Batches, inBatches } from '../history/in-batches.js';
import { newId } from '../ids.js';
import type { EarlyReceiptRecord } from '../records.js';
import type { Page, Store } from '../store-port.js';
import { type ProviderReceipt, type TakenReceipt, takeReceipt } from './take-receipt.js';

/** Longer than history ever lags behind, short enough that nonsense does not pile up. */
const keptMilliseconds = 3_600_000;
const pageSize = 100;
/** In one round. */
const mostPages = 5;
/** Faster than anybody brings them. */
const deletions: Batches = { batchSize: 500, mostBatches: 20 };
const cursorId = 'early-receipts';

/**
 * A receipt by the provider's own id may come before history knows the message, and one by our name of it before its handover is
 * closed. With our reference it finds it at once, so what is unknown then is known to nobody.
 */
export async function keepEarlyReceipt(context: Context, { providerId, receipt, reference }: ProviderReceipt) {
  const isNamed = receipt.deliveryId !== undefined || receipt.providerMessageId !== undefined;
  if (reference || !isNamed) return;
  const now = context.now();
  const record: EarlyReceiptRecord = {
    id: newId('rcp', context.randomBytes),
    version: 1,
    createdAt: now,
    updatedAt: now,
    providerId,
    receipt,
  };
  await context.store.earlyReceipts.insert(record);
}

/** One that cannot be taken must not keep back the others; it goes when its time is over. */
async function takeOrWarn(context: Context, told: ProviderReceipt): Promise<TakenReceipt> {
  try {
    return await takeReceipt(context, told);
  } catch (error) {
    if (error instanceof OtpostError && error.code === 'unavailable') throw error;
    context.warn('An early receipt cannot be taken', { provider: told.providerId, error });
    return 'unknown';
  }
}

/** Tells how many were settled. */
async function takePage(context: Context, page: readonly EarlyReceiptRecord[]): Promise<number> {
  let settled = 0;
  for (const { id, providerId, receipt } of page) {
    if ((await takeOrWarn(context, { providerId, receipt, reference: null })) === 'unknown') continue;
    await context.store.earlyReceipts.delete(id);
    settled += 1;
  }
  return settled;
}

/** Where the last round stopped; nothing when it came to the oldest. */
async function readReached({ cursors }: Store): Promise<Page['before']> {
  const [createdAt, id] = ((await cursors.get(cursorId))?.position ?? '').split(' ');
  return createdAt && id ? { createdAt: Number(createdAt), id } : undefined;
}

const isFull = (page: readonly EarlyReceiptRecord[]): boolean => page.length === pageSize;

/**
 * Tries again what was kept; tells how many were settled. The newest are looked at in each round, since history is seldom far
 * behind, and the others in turn, from round to round: however many messages of others a provider tells us of, ours are found.
 */
export async function takeEarlyReceipts(context: Context): Promise<number> {
  const { earlyReceipts, cursors } = context.store;
  const over = { createdAt: { below: context.now() - keptMilliseconds } };
  await inBatches(deletions, () => earlyReceipts.deleteWhere(over, deletions.batchSize));
  const newest = await earlyReceipts.page({}, { limit: pageSize });
  let settled = await takePage(context, newest);
  if (!isFull(newest)) return settled;
  let before = (await readReached(context.store)) ?? newest.at(-1);
  for (let pages = 1; pages < mostPages && before; pages += 1) {
    const page = await earlyReceipts.page({}, { limit: pageSize, before });
    settled += await takePage(context, page);
    before = isFull(page) ? page.at(-1) : undefined;
  }
  await cursors.saveAll([{ id: cursorId, position: before ? `${before.createdAt} ${before.id}` : '' }]);
  return settled;
}
