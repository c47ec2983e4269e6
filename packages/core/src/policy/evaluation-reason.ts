import type { RequirementDecision } from './decide-requirement.js';

/** Why a second factor is asked for, or not: stable words. */
export const evaluationReasons = [
  'user_required',
  'user_exempt',
  'rule_required',
  'rule_optional',
  'rule_off',
  'policy_required',
  'policy_optional',
  'policy_off',
  'opted_in',
  'grace_period',
  'trusted_device',
] as const;

export type EvaluationReason = (typeof evaluationReasons)[number];

export function reasonOf({ by, requirement }: RequirementDecision): EvaluationReason {
  if (by === 'user') return requirement === 'required' ? 'user_required' : 'user_exempt';
  return `${by}_${requirement}`;
}

const sentences: Readonly<Record<EvaluationReason, string>> = {
  user_required: 'An admin requires a second factor of this user.',
  user_exempt: 'An admin exempted this user.',
  rule_required: 'The policy requires a second factor by a rule.',
  rule_optional: 'The policy leaves it to the user by a rule, and the user did not turn it on.',
  rule_off: 'The policy asks for none by a rule.',
  policy_required: 'The policy requires a second factor of everybody whom no rule names.',
  policy_optional: 'The policy leaves it to the user, and the user did not turn it on.',
  policy_off: 'The policy asks for none.',
  opted_in: 'The user turned the second factor on.',
  grace_period: 'A second factor will be required when the grace period ends.',
  trusted_device: 'This device was trusted after an earlier answer.',
};

/** One sentence for people, with the name of the rule that decided. */
export function explainReason(reason: EvaluationReason, rule: string | null, isService: boolean): string {
  const named = rule === null ? '' : ` Rule: "${rule}".`;
  const service = isService ? ' A service account answers no challenge: its programs use app passwords.' : '';
  return sentences[reason] + named + service;
}
