import type { Actor } from '../audit/actor.js';
import { audited } from '../audit/audited.js';
import type { Context } from '../context.js';
import { OtpostError } from '../errors.js';
import { requireUser, type UserOf } from '../user/require-user.js';
import type { ResetRecord } from '../user-records.js';
import { endReset, openResetsOf } from './open-resets.js';
import type { ResetView } from './reset-schemas.js';
import { viewReset } from './reset-view.js';

interface Decision {
  readonly actor: Actor;
  readonly reason: string;
  /** Who decided, as the application knows them; left out where the actor is the admin. */
  readonly by?: string;
}

async function cancel(context: Context, reset: ResetRecord, { actor, reason, by }: Decision): Promise<ResetView> {
  const { applicationId, userId: target } = reset;
  const data = { resetId: reset.id, ...(by === undefined ? {} : { by }) };
  const action = { actor, action: 'reset.cancel', target, applicationId, reason, data };
  const ended = await audited(context, action, () => endReset(context, reset));
  return await viewReset(context, ended);
}

/** Refuses a request, or cancels a reset whose link was mailed. Throws `not_found`, and `conflict` for one that has ended. */
export async function cancelReset(context: Context, request: Decision & { resetId: string }): Promise<ResetView> {
  const reset = await context.store.resets.get(request.resetId);
  if (!reset) throw new OtpostError('not_found', 'There is no reset with this id');
  return await cancel(context, reset, request);
}

/** The same for the open reset of a user; `not_found` when there is none. */
export async function cancelResetOf(context: Context, request: Decision & UserOf): Promise<ResetView> {
  const user = await requireUser(context, request);
  const [reset] = await openResetsOf(context, user.id);
  if (!reset) throw new OtpostError('not_found', 'This user has no open reset');
  return await cancel(context, reset, request);
}
