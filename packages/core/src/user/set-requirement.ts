import { z } from 'zod';
import { audited } from '../audit/audited.js';
import { applicationOf } from '../challenge/application-of.js';
import type { Context } from '../context.js';
import { requiredSinceAt } from '../policy/evaluate-policy.js';
import type { Authority } from '../proof/authority.js';
import type { Requirement } from '../user-records.js';
import { adminActFields, adminAction } from './admin-act.js';
import { changeUser } from './change-user.js';
import { requireUser, type UserOf } from './require-user.js';
import type { UserView } from './user-schemas.js';
import { viewUser } from './user-view.js';

export const setRequirementSchema = z.strictObject({
  required: z
    .union([z.boolean(), z.literal('inherit')])
    .describe('`true`: required, `false`: exempt, whatever the policy says; `inherit`: as the policy says.'),
  ...adminActFields,
});

export type SetRequirementInput = z.infer<typeof setRequirementSchema>;

export interface SetRequirement extends UserOf {
  readonly authority: Authority;
  readonly input: SetRequirementInput;
}

function requirementOf(required: boolean | 'inherit'): Requirement {
  if (required === 'inherit') return 'inherit';
  return required ? 'required' : 'exempt';
}

/** An admin's word for one user, before any rule. Its grace period begins now. Throws `not_found`. */
export async function setRequirement(context: Context, request: SetRequirement): Promise<UserView> {
  const { authority, input } = request;
  const settings = context.settings.current();
  const { policy } = applicationOf(settings, request.applicationId).settings;
  const { id, applicationId } = await requireUser(context, request);
  const requirement = requirementOf(input.required);
  const action = adminAction('user.requirement', { id, applicationId }, authority, input, { requirement });
  const { user } = await audited(context, action, () =>
    changeUser(context, id, (stored) => {
      const requiredSince = requiredSinceAt(policy, { ...stored, requirement }, context.now());
      return { change: { requirement, requiredSince }, result: undefined };
    }),
  );
  return viewUser(settings.keyring, user, { masked: false });
}
