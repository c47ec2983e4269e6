import type { Context } from '../context.js';
import { oweMessage } from '../delivery/owe-message.js';
import { OtpostError } from '../errors.js';
import type { Batches } from '../history/in-batches.js';
import { deliveryId, shardOf } from '../ids.js';
import type { NoticeRecord } from '../records.js';

/** Whoever makes a notice writes its record first, and its live twin at once after it. */
const graceMilliseconds = 60_000;
const defaultBatches: Batches = { batchSize: 200, mostBatches: 20 };

export interface LostNotices {
  readonly owed: number;
  readonly ended: number;
}

/** Its end may still wait for the recorder, whose events then tell it. */
async function mayBeRecordedSoon({ live }: Pick<Context, 'live'>, { id }: NoticeRecord): Promise<boolean> {
  return (await live.events.waiting(shardOf(id) ?? 0)) > 0;
}

/** Somebody was about to send it, so it may have arrived: sending it again could be once too often. */
async function wasTried({ store }: Pick<Context, 'store'>, { id }: NoticeRecord): Promise<boolean> {
  const delivery = await store.deliveries.get(deliveryId(id, 1));
  return delivery !== undefined && delivery.attempts.length > 0;
}

async function settle(context: Context, notice: NoticeRecord): Promise<'owed' | 'ended' | 'left'> {
  if (await context.live.challenges.read(notice.id)) return 'left';
  if (await mayBeRecordedSoon(context, notice)) return 'left';
  const now = context.now();
  if (notice.expiresAt > now && !(await wasTried(context, notice))) {
    await oweMessage(context, notice);
    return 'owed';
  }
  const ended = { ...notice, endedAt: Math.min(now, notice.expiresAt), updatedAt: now, version: notice.version + 1 };
  // Stale: the recorder wrote its true end.
  return (await context.store.notices.replace(ended, notice.version)) === 'replaced' ? 'ended' : 'left';
}

/** One that cannot be read, as of an application whose key is gone, must not keep the others back. */
async function settleOrWarn(context: Context, notice: NoticeRecord): Promise<'owed' | 'ended' | 'left'> {
  try {
    return await settle(context, notice);
  } catch (error) {
    if (error instanceof OtpostError && error.code === 'unavailable') throw error;
    context.warn('A notice cannot be owed again', { id: notice.id, error });
    return 'left';
  }
}

/**
 * Owes again what stands in the store and is not in the live state, as after a crash between the two or an empty restart of
 * Redis, and ends what is over or may have arrived. Throws `unavailable` when either cannot be asked: silence is no loss.
 */
export async function oweLostNotices(context: Context, batches: Batches = defaultBatches): Promise<LostNotices> {
  const { batchSize, mostBatches } = batches;
  const count = { owed: 0, ended: 0, left: 0 };
  const where = { endedAt: { equals: null }, createdAt: { below: context.now() - graceMilliseconds } } as const;
  let before: { createdAt: number; id: string } | undefined;
  for (let batch = 0; batch < mostBatches; batch += 1) {
    const page = await context.store.notices.page(where, { limit: batchSize, ...(before ? { before } : {}) });
    for (const notice of page) count[await settleOrWarn(context, notice)] += 1;
    const last = page.at(-1);
    if (!last || page.length < batchSize) break;
    before = { createdAt: last.createdAt, id: last.id };
  }
  return { owed: count.owed, ended: count.ended };
}
