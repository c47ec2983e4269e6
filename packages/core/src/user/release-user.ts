import { z } from 'zod';
import { audited } from '../audit/audited.js';
import { forgetAddressFailures } from '../challenge/forget-address-failures.js';
import type { Context } from '../context.js';
import type { Authority } from '../proof/authority.js';
import { adminActFields, adminAction } from './admin-act.js';
import { changeUser } from './change-user.js';
import { noFailures } from './failed-checks.js';
import { requireUser, type UserOf } from './require-user.js';
import { externalUserIdSchema } from './user-id.js';

export const releaseUserSchema = z.strictObject(adminActFields);

export const releaseAnyUserSchema = z.strictObject({
  applicationId: z.string().max(60),
  user: externalUserIdSchema.describe("The application's own id of the user."),
  reason: adminActFields.reason,
});

export interface ReleaseUser extends UserOf {
  readonly authority: Pick<Authority, 'actor'>;
  readonly input: z.infer<typeof releaseUserSchema>;
}

/**
 * Forgets the failed checks of a user, and of the user's addresses, so that the next answer is looked at: the way out of the
 * stop for somebody who has no other factor to succeed with. Factors and codes stay as they are. Throws `not_found`.
 */
export async function releaseUser(context: Context, request: ReleaseUser): Promise<void> {
  const { authority, input } = request;
  const user = await requireUser(context, request);
  const data = { failedChecks: user.failedChecks };
  await audited(context, adminAction('user.release', user, authority, input, data), async () => {
    await changeUser(context, user.id, (stored) => ({
      change: stored.failedChecks === 0 ? undefined : noFailures,
      result: undefined,
    }));
    await forgetAddressFailures(context, user);
  });
}
