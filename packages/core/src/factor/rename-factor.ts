import type { z } from 'zod';
import type { Context } from '../context.js';
import { OtpostError } from '../errors.js';
import { changeUser } from '../user/change-user.js';
import type { FactorSummary } from '../user/mfa-schemas.js';
import type { UserOf } from '../user/require-user.js';
import type { renameFactorSchema } from './factor-schemas.js';
import { viewFactor } from './factor-view.js';
import { requireFactor, userToSetUp } from './set-up-user.js';

export interface RenameFactor extends UserOf {
  readonly factorId: string;
  readonly input: z.infer<typeof renameFactorSchema>;
}

/** A name proves nothing, so it needs no proof. Throws `not_found`, and `conflict` for a name that is taken. */
export async function renameFactor(context: Context, request: RenameFactor): Promise<FactorSummary> {
  const { factorId, input } = request;
  const { user } = await userToSetUp(context, request);
  const changed = await changeUser(context, user.id, (stored) => {
    const factor = requireFactor(stored, factorId, context.now());
    const others = stored.factors.filter(({ id, status }) => status === 'active' && id !== factorId);
    if (others.some(({ name }) => name === input.name)) {
      throw new OtpostError('conflict', 'The user has a factor with this name: choose another one');
    }
    const renamed = { ...factor, name: input.name };
    const factors = stored.factors.map((one) => (one.id === factorId ? renamed : one));
    return { change: factor.name === input.name ? undefined : { factors }, result: renamed };
  });
  return viewFactor(changed.result);
}
