import type { Actor } from '../audit/actor.js';
import { audited } from '../audit/audited.js';
import type { Context } from '../context.js';
import type { UserRecord } from '../user-records.js';
import { afterFactorsEnded, type UserChange } from './forget-factors.js';
import { moveReset } from './move-reset.js';

/** From the click on the link: enough to install an authenticator app. */
const setUpMilliseconds = 3_600_000;

/**
 * The end of a mailed reset, for the compare-and-set that confirms the first new factor: all other factors and every old
 * recovery code are gone with it. The caller adds the new recovery codes.
 */
export function completeReset(user: UserRecord, newFactorId: string): UserChange {
  const factors = user.factors.filter(({ id }) => id === newFactorId);
  if (factors.length === 0) throw new Error('A reset ends with a new factor');
  const replaced = factors.map((factor) => ({ ...factor, replaces: null }));
  return {
    factors: replaced,
    recoveryCodes: null,
    mustReplace: false,
    secondFactor: 'on',
    failedChecks: 0,
    lastFailedAt: null,
  };
}

export interface ResetOfUser {
  readonly resetId: string;
  readonly userId: string;
}

/** Whether the user followed the link of this reset and may now set up anew, without a proof. */
export async function resetInForce(context: Context, { resetId, userId }: ResetOfUser): Promise<boolean> {
  const reset = await context.store.resets.get(resetId);
  if (!reset || reset.userId !== userId || reset.status !== 'followed') return false;
  return context.now() < reset.updatedAt + setUpMilliseconds;
}

export interface FinishReset {
  readonly resetId: string;
  readonly actor: Actor;
  readonly after: UserRecord;
}

/** What follows once `completeReset` is stored: the reset is done, devices are no longer trusted. */
export async function finishReset(context: Context, { resetId, actor, after }: FinishReset): Promise<void> {
  const { applicationId, id: target } = after;
  await audited(context, { actor, action: 'reset.complete', target, applicationId, data: { resetId } }, async () => {
    await afterFactorsEnded(context, after);
    const reset = await context.store.resets.get(resetId);
    // Canceled in this moment: the new factor stands all the same.
    if (reset?.status === 'followed') await moveReset(context, reset, 'done');
  });
}
