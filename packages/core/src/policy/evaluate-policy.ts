import type { FactorType, UserRecord } from '../user-records.js';
import { decideRequirement, type JudgedUser, type RequirementDecision } from './decide-requirement.js';
import { type EvaluationReason, explainReason, reasonOf } from './evaluation-reason.js';
import type { Policy } from './policy-schema.js';

const dayMilliseconds = 86_400_000;

/** The part of a user that decides. */
export type EvaluatedUser = JudgedUser & Pick<UserRecord, 'factors' | 'secondFactor' | 'mustReplace' | 'requiredSince'>;

export interface PolicyEvaluation {
  /** A second factor must be given now. Of a service account: an app password must be used, since it answers no challenge. */
  readonly required: boolean;
  /** A stable word. */
  readonly reason: EvaluationReason;
  /** A sentence for people. */
  readonly explanation: string;
  /** Milliseconds since 1970, while the requirement waits for the user to enrol; null when nothing waits. */
  readonly graceEndsAt: number | null;
  /** Has an active factor that counts. */
  readonly enrolled: boolean;
  /** Required now, and there is no factor to ask for: set-up comes first. Never of a service account. */
  readonly mustEnrol: boolean;
  /** Required now, and the factor that was lost must be replaced first. */
  readonly mustReplace: boolean;
  /** Which factors count, best first; none for a service account. */
  readonly allowedFactors: readonly FactorType[];
  /** A second factor is also asked for the application's own API access. */
  readonly apiAccess: boolean;
  /** A service account that may use nothing but app passwords. */
  readonly appPasswordsOnly: boolean;
}

/** Whether a factor of these types is active. */
function hasFactorOf(user: EvaluatedUser, types: readonly FactorType[]): boolean {
  return user.factors.some(({ status, type }) => status === 'active' && types.includes(type));
}

/** Where the policy leaves it to the user, one who turned it on and has a factor left is asked, even if it no longer counts. */
function isOptedIn(decision: RequirementDecision, user: EvaluatedUser): boolean {
  return (
    decision.requirement === 'optional' &&
    user.type === 'person' &&
    user.secondFactor === 'on' &&
    user.factors.some(({ status }) => status === 'active')
  );
}

/** The grace period is for those who have nothing yet; who has a factor is asked for it from the first day. */
function graceEnd(policy: Policy, user: EvaluatedUser, now: number): number | null {
  const end = (user.requiredSince ?? now) + policy.graceDays * dayMilliseconds;
  return end > now ? end : null;
}

/** What the policy asks of this user at this moment (milliseconds since 1970), and why. */
export function evaluatePolicy(policy: Policy, user: EvaluatedUser, now: number): PolicyEvaluation {
  const decision = decideRequirement(policy, user);
  const isService = user.type === 'service';
  const allowedFactors = isService ? [] : policy.factors;
  const enrolled = hasFactorOf(user, allowedFactors);
  const demanded = decision.requirement === 'required';
  const optedIn = isOptedIn(decision, user);
  const graceEndsAt = demanded && !enrolled ? graceEnd(policy, user, now) : null;
  const required = optedIn || (demanded && graceEndsAt === null);
  const reason = graceEndsAt === null ? (optedIn ? 'opted_in' : reasonOf(decision)) : 'grace_period';
  return {
    required,
    reason,
    explanation: explainReason(reason, decision.rule, isService),
    graceEndsAt,
    enrolled,
    mustEnrol: required && !enrolled && !isService,
    mustReplace: required && user.mustReplace && !isService,
    allowedFactors,
    apiAccess: required && policy.apiAccess,
    appPasswordsOnly: isService && policy.serviceAppPasswordsOnly,
  };
}

/**
 * What is to be stored as `requiredSince`: the first moment at which the requirement was seen to apply, null while it does
 * not. So a requirement that is lifted and comes again gives a grace period of its own.
 */
export function requiredSinceAt(policy: Policy, user: EvaluatedUser, now: number): number | null {
  if (decideRequirement(policy, user).requirement !== 'required') return null;
  return user.requiredSince ?? now;
}
