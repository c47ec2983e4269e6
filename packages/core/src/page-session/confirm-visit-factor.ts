import type { Context } from '../context.js';
import { confirmFactor } from '../factor/confirm-factor.js';
import type { ConfirmedFactor, ConfirmFactorInput } from '../factor/factor-schemas.js';
import { noteVisit } from './note-visit.js';
import { authorityOfVisit, type Visit } from './require-visit.js';
import { userOfVisit } from './user-of-visit.js';

export interface ConfirmVisitFactor {
  readonly factorId: string;
  readonly input: ConfirmFactorInput;
  readonly proof: string | undefined;
}

/**
 * Confirms a factor on a page. Who came to sign in and had none has just proved the new one, so the visit is approved and no
 * second code is asked. Throws what confirmFactor throws.
 */
export async function confirmVisitFactor(
  context: Context,
  visit: Visit,
  { factorId, input, proof }: ConfirmVisitFactor,
): Promise<ConfirmedFactor> {
  const authority = authorityOfVisit(visit, proof);
  const confirmed = await confirmFactor(context, { ...userOfVisit(context, visit), factorId, input, authority });
  if (!confirmed.valid) return confirmed;
  const replaces = visit.user.factors.find(({ id }) => id === factorId)?.replaces ?? null;
  await noteVisit(context, visit, { act: replaces === null ? 'factor_added' : 'factor_replaced' });
  const isFirst = !visit.user.factors.some(({ status }) => status === 'active');
  if (visit.session.flow === 'challenge' && isFirst) await noteVisit(context, visit, { act: 'approved' });
  return confirmed;
}
