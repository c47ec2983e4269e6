import { audited } from '../audit/audited.js';
import type { Context } from '../context.js';
import { OtpostError } from '../errors.js';
import { tellNews } from '../notice/tell-news.js';
import { newsOf } from '../notice/user-news.js';
import { decideRequirement } from '../policy/decide-requirement.js';
import type { Policy } from '../policy/policy-schema.js';
import { type Authority, requireAuthority } from '../proof/authority.js';
import { canProve } from '../proof/can-prove.js';
import { afterFactorsEnded } from '../reset/forget-factors.js';
import { changeUser } from '../user/change-user.js';
import type { UserOf } from '../user/require-user.js';
import type { UserRecord } from '../user-records.js';
import { removeFactor as without } from './factor-list.js';
import { requireFactor, userToSetUp } from './set-up-user.js';

export interface RemoveFactor extends UserOf {
  readonly factorId: string;
  readonly authority: Authority;
  /** An admin's own words. */
  readonly reason?: string;
}

/** What is left of the user; without any factor there is nothing to recover and nothing to ask for. */
function removed(policy: Policy, user: UserRecord, factorId: string, now: number): Partial<UserRecord> {
  const factors = without(user.factors, factorId, now);
  const left = { ...user, factors };
  const mustHaveOne = decideRequirement(policy, user).requirement === 'required';
  if (mustHaveOne && canProve(user, policy) && !canProve(left, policy)) {
    throw new OtpostError('policy_forbids', 'The policy requires a second factor: replace the last one instead');
  }
  const isBare = factors.every(({ status }) => status !== 'active');
  return isBare ? { factors, recoveryCodes: null, secondFactor: 'off' } : { factors };
}

/**
 * Ends a factor; a pending one needs no proof. Throws `not_found`, `proof_required`, and `policy_forbids` for the last one of a
 * user who must have one.
 */
export async function removeFactor(context: Context, request: RemoveFactor): Promise<void> {
  const { factorId, authority, applicationId, reason = null } = request;
  const { user, application } = await userToSetUp(context, request);
  const { policy } = application.settings;
  const decide = (stored: UserRecord) => {
    requireFactor(stored, factorId, context.now());
    return { change: removed(policy, stored, factorId, context.now()), result: undefined };
  };
  const factor = requireFactor(user, factorId, context.now());
  if (factor.status === 'pending') {
    await changeUser(context, user.id, (stored) => {
      if (requireFactor(stored, factorId, context.now()).status === 'active') {
        throw new OtpostError('conflict', 'This factor was confirmed meanwhile');
      }
      return decide(stored);
    });
    return;
  }
  // Before the proof, which is spent by being looked at.
  decide(user);
  const data = { factor: factorId, type: factor.type };
  const action = { actor: authority.actor, action: 'factor.remove', target: user.id, applicationId, reason, data };
  await audited(context, action, async () => {
    await requireAuthority(context, { user, policy, act: 'remove', authority });
    const changed = await changeUser(context, user.id, (stored) => ({
      ...decide(stored),
      news: newsOf(context, stored, { kind: 'factor_removed', factor: factor.name }),
    }));
    await afterFactorsEnded(context, changed.user);
  });
  await tellNews(context, user.id);
}
