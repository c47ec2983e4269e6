import { z } from 'zod';
import { audited } from '../audit/audited.js';
import { applicationOf } from '../challenge/application-of.js';
import type { Context } from '../context.js';
import { OtpostError } from '../errors.js';
import { inBatches } from '../history/in-batches.js';
import { tellNews } from '../notice/tell-news.js';
import { newsOf } from '../notice/user-news.js';
import type { Authority } from '../proof/authority.js';
import { adminActFields, adminAction } from './admin-act.js';
import { changeUser } from './change-user.js';
import { requireUser, type UserOf } from './require-user.js';

export const disableUserSchema = z.strictObject(adminActFields);

export type DisableUserInput = z.infer<typeof disableUserSchema>;

export interface DisableUser extends UserOf {
  readonly authority: Authority;
  readonly input: DisableUserInput;
}

const batches = { batchSize: 500, mostBatches: 100 };

async function forgetDevices({ store }: Context, userId: string): Promise<void> {
  const ofUser = { userId: { equals: userId } };
  await inBatches(batches, () => store.trustedDevices.deleteWhere(ofUser, batches.batchSize));
  await inBatches(batches, () => store.passkeyOwners.deleteWhere(ofUser, batches.batchSize));
}

/**
 * Takes every factor, all recovery codes and all trusted devices away at once; app passwords stay. Where the policy requires
 * a second factor, the user must set up a new one at the next sign-in. Also a release of the count of failed checks.
 * Throws `not_found`, and `policy_forbids` where admins may not bring users back.
 */
export async function disableUser(context: Context, request: DisableUser): Promise<void> {
  const { authority, input } = request;
  const { policy } = applicationOf(context.settings.current(), request.applicationId).settings;
  const user = await requireUser(context, request);
  const removed = { factors: user.factors.length };
  await audited(context, adminAction('user.disable', user, authority, input, removed), async () => {
    if (policy.adminReset === 'off') {
      throw new OtpostError('policy_forbids', 'The policy lets no admin take factors away (adminReset is off)');
    }
    await changeUser(context, user.id, (before) => ({
      change: {
        factors: [],
        recoveryCodes: null,
        secondFactor: 'off',
        mustReplace: false,
        failedChecks: 0,
        lastFailedAt: null,
      },
      result: undefined,
      // As before: the addresses go with the factors.
      news: newsOf(context, before, { kind: 'reset' }),
    }));
    await forgetDevices(context, user.id);
  });
  await tellNews(context, user.id);
}
