import type { Context } from '../context.js';
import { cancelLink } from '../link/use-link.js';
import type { ResetRecord } from '../user-records.js';
import { moveReset } from './move-reset.js';
import { openResetStatuses } from './reset-states.js';

/** What of a user has not ended, newest first. */
export async function openResetsOf(context: Context, userId: string): Promise<ResetRecord[]> {
  const where = { userId: { equals: userId }, status: { in: openResetStatuses } };
  return (await context.store.resets.list(where)).toReversed();
}

/** Ends an open reset, its link first: a link without a reset leads nowhere, a reset without its end could be followed. */
export async function endReset(context: Context, reset: ResetRecord): Promise<ResetRecord> {
  if (reset.linkId !== null) await cancelLink(context, reset.linkId);
  return await moveReset(context, reset, reset.status === 'requested' ? 'refused' : 'canceled');
}

/** Before a new decision: what the user asked for is done with it, and an earlier link no longer works. */
export async function supersedeResets(context: Context, userId: string): Promise<void> {
  for (const reset of await openResetsOf(context, userId)) {
    if (reset.status === 'requested') await moveReset(context, reset, 'done');
    else await endReset(context, reset);
  }
}
