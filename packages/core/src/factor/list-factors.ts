import type { Context } from '../context.js';
import type { FactorSummary } from '../user/mfa-schemas.js';
import { requireUser, type UserOf } from '../user/require-user.js';
import { currentFactors } from './factor-list.js';
import { viewFactor } from './factor-view.js';

/** In the user's own order, pending ones too. Throws `not_found`. */
export async function listFactors(context: Context, request: UserOf): Promise<FactorSummary[]> {
  const { factors } = await requireUser(context, request);
  return currentFactors(factors, context.now()).map(viewFactor);
}
