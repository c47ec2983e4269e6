import type { Context } from '../context.js';
import { OtpostError } from '../errors.js';
import { changeUser } from '../user/change-user.js';
import { oneMoreFailure } from '../user/failed-checks.js';
import type { UserRecord } from '../user-records.js';
import type { CheckView } from './challenge-schemas.js';
import { forgetAddressFailures } from './forget-address-failures.js';
import { succeeded } from './judge-answer.js';

export interface CheckedSentCode {
  /** The challenge that sent the code. */
  readonly id: string;
  readonly userId: string;
  readonly valid: boolean;
}

type Noted = Pick<CheckView, 'factor' | 'mustReplace'>;

async function note(context: Context, { id, userId, valid }: CheckedSentCode): Promise<Noted> {
  const challenge = await context.live.challenges.read(id);
  const { factorId = null, purpose = '' } = challenge ?? {};
  const before: { user?: UserRecord } = {};
  const { user } = await changeUser(context, userId, (stored) => {
    before.user = stored;
    const change = valid
      ? succeeded(stored, { factorId, purpose, now: context.now() })
      : oneMoreFailure(stored, context.now());
    return { change, result: undefined };
  });
  if (valid && before.user) await forgetAddressFailures(context, before.user);
  return { ...(factorId === null ? {} : { factor: factorId }), ...(user.mustReplace ? { mustReplace: true } : {}) };
}

/**
 * Tells the user's record how a code that was sent was answered. The answer stands whatever happens here: codes go on while
 * the store is down, and a user who was deleted meanwhile counts no more.
 */
export async function noteSentCode(context: Context, checked: CheckedSentCode): Promise<Noted> {
  try {
    return await note(context, checked);
  } catch (error) {
    if (!(error instanceof OtpostError)) throw error;
    context.warn('A check could not be noted for its user', { challenge: checked.id, error });
    return {};
  }
}
