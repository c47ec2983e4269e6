import { z } from 'zod';
import { addressPlace } from '../address/address-place.js';
import { audited } from '../audit/audited.js';
import { forgetAddressFailures } from '../challenge/forget-address-failures.js';
import type { Context } from '../context.js';
import type { Authority } from '../proof/authority.js';
import type { UserRecord } from '../user-records.js';
import { addressesOfUser } from './addresses-of-user.js';
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
  addresses: z.boolean().default(false).describe('Also forget what the addresses of the user have sent and failed.'),
});

export interface ReleaseUser extends UserOf {
  readonly authority: Pick<Authority, 'actor'>;
  readonly input: z.infer<typeof releaseUserSchema>;
  /** Also forgets what the addresses of the user have used up. */
  readonly addresses?: boolean;
}

async function releaseAddresses(context: Context, user: UserRecord): Promise<void> {
  const { keyring } = context.settings.current();
  for (const address of addressesOfUser(keyring, user)) {
    await context.live.limits.releaseAddress(addressPlace(keyring, user.applicationId, address));
  }
}

/**
 * Forgets the failed checks of a user, and of the user's addresses, so that the next answer is looked at: the way out of the
 * stop for somebody who has no other factor to succeed with. Factors and codes stay as they are. Throws `not_found`.
 */
export async function releaseUser(context: Context, request: ReleaseUser): Promise<void> {
  const { authority, input, addresses = false } = request;
  const user = await requireUser(context, request);
  const data = { failedChecks: user.failedChecks, ...(addresses ? { addresses } : {}) };
  await audited(context, adminAction('user.release', user, authority, input, data), async () => {
    await changeUser(context, user.id, (stored) => ({
      change: stored.failedChecks === 0 ? undefined : noFailures,
      result: undefined,
    }));
    await (addresses ? releaseAddresses(context, user) : forgetAddressFailures(context, user));
  });
}
