import type { Context } from '../context.js';
import { type EndedLost, type EndLostContext, endLost } from './end-lost.js';
import { type Batches, inBatches } from './in-batches.js';

const hourMilliseconds = 3_600_000;
const dayMilliseconds = 24 * hourMilliseconds;

export interface Retention {
  /** Days that challenges and deliveries are kept. */
  readonly historyDays: number;
  /** Hours after the end that an address can still be found and read, and that a notice is kept. */
  readonly addressHours: number;
}

export interface PurgedHistory {
  readonly challenges: number;
  readonly deliveries: number;
  readonly notices: number;
  readonly addresses: number;
  readonly lost: EndedLost;
}

const defaultBatches: Batches = { batchSize: 500, mostBatches: 40 };

/**
 * Forgets what has been kept for long enough, by the clock of the context, and ends what the live state has lost. In
 * bounded batches; may be stopped and run again. Throws `unavailable` when the store or the live state cannot be asked.
 */
export async function purgeHistory(
  context: EndLostContext & Pick<Context, 'now'>,
  retention: Retention,
  batches: Batches = defaultBatches,
): Promise<PurgedHistory> {
  const { store } = context;
  const { batchSize } = batches;
  const now = context.now();
  const old = { createdAt: { below: now - retention.historyDays * dayMilliseconds } };
  const addressCutoff = now - retention.addressHours * hourMilliseconds;
  const ended = { endedAt: { below: addressCutoff } };
  const overdue = { expiresAt: { below: addressCutoff } };
  const addressFields = ['addressSealed', 'addressHash'] as const;
  const challenges = await inBatches(batches, () => store.challenges.deleteWhere(old, batchSize));
  const deliveries = await inBatches(batches, () => store.deliveries.deleteWhere(old, batchSize));
  const notices = await inBatches(batches, () => store.notices.deleteWhere(overdue, batchSize));
  let addresses = 0;
  for (const collection of [store.challenges, store.deliveries]) {
    addresses += await inBatches(batches, () => collection.clearWhere(ended, addressFields, batchSize));
  }
  return { challenges, deliveries, notices, addresses, lost: await endLost(context, batches) };
}
