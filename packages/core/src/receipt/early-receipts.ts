import type { Context } from '../context.js';
import { OtpostError } from '../errors.js';
import { newId } from '../ids.js';
import type { EarlyReceiptRecord } from '../records.js';
import { type ProviderReceipt, type TakenReceipt, takeReceipt } from './take-receipt.js';

/** Longer than history ever lags behind, short enough that nonsense does not pile up. */
const keptMilliseconds = 3_600_000;
const mostAtOnce = 100;

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

/** Tries again what was kept; tells how many were settled. */
export async function takeEarlyReceipts(context: Context): Promise<number> {
  const { earlyReceipts } = context.store;
  const over = { createdAt: { below: context.now() - keptMilliseconds } };
  await earlyReceipts.deleteWhere(over, mostAtOnce);
  let settled = 0;
  for (const { id, providerId, receipt } of await earlyReceipts.page({}, { limit: mostAtOnce })) {
    if ((await takeOrWarn(context, { providerId, receipt, reference: null })) === 'unknown') continue;
    await earlyReceipts.delete(id);
    settled += 1;
  }
  return settled;
}
