import type { Context } from '../context.js';
import { OtpostError } from '../errors.js';
import type { ResetRecord } from '../user-records.js';
import { mayMove, type ResetStatus, resetMoves } from './reset-states.js';

/** One move of a reset, by compare-and-set. Throws `conflict` when it has gone another way meanwhile. */
export async function moveReset(
  context: Pick<Context, 'store' | 'now'>,
  reset: ResetRecord,
  to: ResetStatus,
): Promise<ResetRecord> {
  if (!mayMove(reset.status, to)) {
    throw new OtpostError('conflict', `This reset is ${reset.status} already`, { current: { status: reset.status } });
  }
  const at = context.now();
  const isEnd = resetMoves[to].length === 0;
  const next = { ...reset, status: to, endedAt: isEnd ? at : null, updatedAt: at, version: reset.version + 1 };
  if ((await context.store.resets.replace(next, reset.version)) === 'replaced') return next;
  const current = await context.store.resets.get(reset.id);
  if (!current) throw new OtpostError('not_found', 'There is no reset with this id');
  return await moveReset(context, current, to);
}
