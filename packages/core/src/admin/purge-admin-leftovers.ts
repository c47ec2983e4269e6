import type { Context } from '../context.js';
import { type Batches, inBatches } from '../history/in-batches.js';

const defaultBatches: Batches = { batchSize: 500, mostBatches: 40 };

export interface PurgedAdminLeftovers {
  readonly sessions: number;
  readonly links: number;
}

/** Forgets sessions and links of admins that are over. In bounded batches; may be stopped and run again. */
export async function purgeAdminLeftovers(
  { store, now }: Pick<Context, 'store' | 'now'>,
  batches: Batches = defaultBatches,
): Promise<PurgedAdminLeftovers> {
  const over = { expiresAt: { below: now() } };
  return {
    sessions: await inBatches(batches, () => store.adminSessions.deleteWhere(over, batches.batchSize)),
    links: await inBatches(batches, () => store.adminLinks.deleteWhere(over, batches.batchSize)),
  };
}
