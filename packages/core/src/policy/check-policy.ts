import { z } from 'zod';
import type { Context } from '../context.js';
import { OtpostError } from '../errors.js';
import { mergeSettings, policyPatchSchema } from '../settings/applications/settings-patch.js';
import { mfaViewSchema } from '../user/mfa-schemas.js';
import { viewMfa } from '../user/mfa-view.js';
import { requireUser } from '../user/require-user.js';
import { externalUserIdSchema } from '../user/user-id.js';
import type { FactorType, UserRecord } from '../user-records.js';
import { decideRequirement } from './decide-requirement.js';
import type { Policy } from './policy-schema.js';

export const checkPolicySchema = z.strictObject({
  application: z.string().max(60),
  user: externalUserIdSchema.describe('The id of the user as the application knows it.'),
  policy: policyPatchSchema.optional().describe('A change that is not saved yet, as in the preview.'),
});

export type CheckPolicyInput = z.infer<typeof checkPolicySchema>;

const nextSignInSchema = z.strictObject({
  outcome: z
    .enum(['nothing', 'later', 'second_factor', 'set_up', 'replace', 'app_password'])
    .describe('What the next sign-in asks of the user. `later`: when the grace period ends.'),
  sentence: z.string().describe('The same in words.'),
  decidedBy: z.enum(['user', 'rule', 'policy']).describe("An admin's word for the user, a rule, or the default."),
  rule: z.string().nullable().describe('The name of the rule that decided.'),
  usableFactors: z.array(z.enum(['totp', 'passkey', 'email', 'sms'])).describe('Active and allowed, best first.'),
  mfa: mfaViewSchema.describe('As GET /v1/users/:id/mfa tells the application.'),
});

type NextSignIn = z.infer<typeof nextSignInSchema>;

export const policyCheckSchema = z.strictObject({
  present: nextSignInSchema.describe('By the policy that holds now.'),
  proposed: nextSignInSchema.nullable().describe('By that policy with the change of this request; null without one.'),
});

export type PolicyCheck = z.infer<typeof policyCheckSchema>;

const factorNames: Readonly<Record<FactorType, string>> = {
  passkey: 'a passkey',
  totp: 'an authenticator app',
  email: 'a code by email',
  sms: 'a code by SMS',
};

function eitherOf(types: readonly FactorType[]): string {
  const names = types.map((type) => factorNames[type]);
  const last = names.at(-1) ?? 'no factor';
  return names.length > 1 ? `${names.slice(0, -1).join(', ')} or ${last}` : last;
}

function outcomeOf(
  user: UserRecord,
  { required, mustEnrol, mustReplace, graceEndsAt, appPasswordsOnly }: NextSignIn['mfa'],
) {
  if (user.type === 'service') return required || appPasswordsOnly ? 'app_password' : 'nothing';
  if (mustReplace) return 'replace';
  if (mustEnrol) return 'set_up';
  if (required) return 'second_factor';
  return graceEndsAt === undefined ? 'nothing' : 'later';
}

function sentenceOf(outcome: NextSignIn['outcome'], usable: readonly FactorType[], mfa: NextSignIn['mfa']): string {
  const { explanation } = mfa;
  switch (outcome) {
    case 'nothing':
      return `The user signs in without a second factor. ${explanation}`;
    case 'later':
      return `The user signs in without a second factor, and must set one up by ${mfa.graceEndsAt}. ${explanation}`;
    case 'second_factor': {
      // Who turned it on is asked even by a factor that the policy allows no more.
      const by = usable.length === 0 ? 'a factor that no longer counts' : eitherOf(usable);
      return `The user is asked for ${by}. ${explanation}`;
    }
    case 'set_up':
      return `The user must set up ${eitherOf(mfa.allowedFactors)} before going on. ${explanation}`;
    case 'replace':
      return `The user must replace the lost factor before going on. ${explanation}`;
    case 'app_password':
      return `Its programs need an app password. ${explanation}`;
  }
}

function nextSignIn(policy: Policy, user: UserRecord, now: number): NextSignIn {
  const mfa = viewMfa(policy, user, now);
  const { by: decidedBy, rule } = decideRequirement(policy, user);
  const active = new Set(user.factors.filter(({ status }) => status === 'active').map(({ type }) => type));
  const usableFactors = mfa.allowedFactors.filter((type) => active.has(type));
  const outcome = outcomeOf(user, mfa);
  return { outcome, sentence: sentenceOf(outcome, usableFactors, mfa), decidedBy, rule, usableFactors, mfa };
}

/**
 * What happens to one user at the next sign-in and by which rule, by the policy that holds and by one that is not saved yet.
 * Changes nothing: no grace period begins by it. Throws `not_found`.
 */
export async function checkPolicy(context: Context, input: CheckPolicyInput): Promise<PolicyCheck> {
  const { application: applicationId, user: externalId, policy } = input;
  const application = context.settings.current().applications.get(applicationId);
  if (!application) throw new OtpostError('not_found', 'There is no application with this id.');
  const user = await requireUser(context, { applicationId, externalId });
  const now = context.now();
  const { settings } = application;
  return {
    present: nextSignIn(settings.policy, user, now),
    proposed: policy ? nextSignIn(mergeSettings(settings, { policy }).policy, user, now) : null,
  };
}
