import type { UserRecord } from '../user-records.js';
import type { Policy, PolicyRule } from './policy-schema.js';

/** What a policy asks of one user, before it is asked what the user has. */
export interface RequirementDecision {
  readonly requirement: 'off' | 'optional' | 'required';
  /** What decided: an admin's word for this user, the first rule that matches, or the default of the policy. */
  readonly by: 'user' | 'rule' | 'policy';
  /** The name of that rule. */
  readonly rule: string | null;
}

/** The part of a user that rules look at. */
export type JudgedUser = Pick<UserRecord, 'type' | 'attributes' | 'createdAt' | 'requirement'>;

function attributesMatch(wanted: PolicyRule['when']['attributes'], user: JudgedUser): boolean {
  return Object.entries(wanted).every(
    ([name, value]) => Object.hasOwn(user.attributes, name) && user.attributes[name] === value,
  );
}

/** Every condition holds; `createdAfter` takes in its own moment and `createdBefore` does not, so that two rules leave no gap. */
function ruleMatches({ when }: PolicyRule, user: JudgedUser): boolean {
  return (
    (when.type === null || when.type === user.type) &&
    (when.createdAfter === null || user.createdAt >= Date.parse(when.createdAfter)) &&
    (when.createdBefore === null || user.createdAt < Date.parse(when.createdBefore)) &&
    attributesMatch(when.attributes, user)
  );
}

/** An admin's word for the user goes first, then the first enabled rule that matches, then the default. */
export function decideRequirement(policy: Policy, user: JudgedUser): RequirementDecision {
  if (user.requirement !== 'inherit') {
    return { requirement: user.requirement === 'required' ? 'required' : 'off', by: 'user', rule: null };
  }
  const rule = policy.rules.find((candidate) => candidate.enabled && ruleMatches(candidate, user));
  if (rule) return { requirement: rule.requirement, by: 'rule', rule: rule.name };
  return { requirement: policy.requirement, by: 'policy', rule: null };
}
