import { z } from 'zod';
import type { Context } from '../context.js';
import { OtpostError } from '../errors.js';
import { mergeSettings, policyPatchSchema } from '../settings/applications/settings-patch.js';
import { openExternalId } from '../user/user-profile.js';
import type { UserRecord } from '../user-records.js';
import { evaluatePolicy } from './evaluate-policy.js';
import type { Policy } from './policy-schema.js';

/** Users that are held at one time. */
const pageSize = 500;
const mostNamed = 100;

export const previewPolicySchema = z.strictObject({
  applicationId: z.string().max(60),
  policy: policyPatchSchema.describe('What would change, as in a change of the settings: what is left out stays.'),
});

export type PreviewPolicyInput = z.infer<typeof previewPolicySchema>;

const policyEffectSchema = z.strictObject({
  asked: z.int().describe('Persons who would be asked for a second factor, after any grace period.'),
  withoutFactor: z.int().describe('Those of them who have no factor that counts, and would have to set one up.'),
  serviceAccounts: z.int().describe('Service accounts whom the requirement would meet.'),
  serviceAccountIds: z
    .array(z.string())
    .max(mostNamed)
    .describe(`Their ids as the application knows them, the newest ${mostNamed}.`),
});

export const policyPreviewSchema = z.strictObject({
  users: z.int().describe('All users of the application.'),
  present: policyEffectSchema.describe('By the policy that holds now.'),
  proposed: policyEffectSchema.describe('By that policy with the change of this request.'),
});

export type PolicyPreview = z.infer<typeof policyPreviewSchema>;
type PolicyEffect = z.infer<typeof policyEffectSchema>;

/** The effect with one more user counted. */
function countUser(effect: PolicyEffect, policy: Policy, user: UserRecord, now: number, nameOf: () => string): void {
  const { required, mustEnrol } = evaluatePolicy({ ...policy, graceDays: 0 }, user, now);
  if (!required) return;
  if (user.type === 'person') {
    effect.asked += 1;
    if (mustEnrol) effect.withoutFactor += 1;
    return;
  }
  effect.serviceAccounts += 1;
  if (effect.serviceAccountIds.length < mostNamed) effect.serviceAccountIds.push(nameOf());
}

const noEffect = (): PolicyEffect => ({ asked: 0, withoutFactor: 0, serviceAccounts: 0, serviceAccountIds: [] });

async function* pagesOfUsers(context: Context, applicationId: string): AsyncGenerator<readonly UserRecord[]> {
  let last: UserRecord | undefined;
  do {
    const before = last ? { before: { createdAt: last.createdAt, id: last.id } } : {};
    const where = { applicationId: { equals: applicationId } };
    const page = await context.store.users.page(where, { limit: pageSize, ...before });
    yield page;
    last = page.length === pageSize ? page.at(-1) : undefined;
  } while (last);
}

/**
 * Whom a policy would meet, over all users of the application, beside whom the present one meets. Changes nothing. Throws
 * `not_found` for an unknown application.
 */
export async function previewPolicy(context: Context, input: PreviewPolicyInput): Promise<PolicyPreview> {
  const { applications, keyring } = context.settings.current();
  const application = applications.get(input.applicationId);
  if (!application) throw new OtpostError('not_found', 'There is no application with this id.');
  const now = context.now();
  const proposedPolicy = mergeSettings(application.settings, { policy: input.policy }).policy;
  const present = noEffect();
  const proposed = noEffect();
  let users = 0;
  for await (const page of pagesOfUsers(context, application.id)) {
    users += page.length;
    for (const user of page) {
      const nameOf = (): string => openExternalId(keyring, user);
      countUser(present, application.settings.policy, user, now, nameOf);
      countUser(proposed, proposedPolicy, user, now, nameOf);
    }
  }
  return { users, present, proposed };
}
