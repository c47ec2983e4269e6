import type { Context } from '../context.js';
import { viewFailedChecks } from '../limits/failed-checks-view.js';
import { openResetStatuses } from '../reset/reset-states.js';
import { defaultApplicationSettings } from '../settings/application-settings.js';
import type { ResetRecord, UserRecord } from '../user-records.js';
import type { AdminUserView } from './admin-user-schemas.js';
import { viewUser } from './user-view.js';

type OpenResetStatus = NonNullable<AdminUserView['openReset']>;

/** What of these users an admin must still decide, or waits for the user. */
async function openResetsByUser(
  { store }: Context,
  userIds: readonly string[],
): Promise<ReadonlyMap<string, ResetRecord['status']>> {
  if (userIds.length === 0) return new Map();
  const where = { userId: { in: userIds }, status: { in: openResetStatuses } };
  return new Map((await store.resets.list(where)).map(({ userId, status }) => [userId, status]));
}

export function recoveryCodesLeft({ recoveryCodes }: UserRecord): number {
  return recoveryCodes?.codes.filter(({ usedAt }) => usedAt === null).length ?? 0;
}

/** Users as the console lists them: addresses masked, with one look for all their resets. */
export async function viewUsersForAdmin(context: Context, users: readonly UserRecord[]): Promise<AdminUserView[]> {
  const { keyring, applications } = context.settings.current();
  const now = context.now();
  const openResets = await openResetsByUser(
    context,
    users.map(({ id }) => id),
  );
  return users.map((user) => {
    const { failedChecksStop } = applications.get(user.applicationId)?.settings ?? defaultApplicationSettings;
    return {
      ...viewUser(keyring, user, { masked: true }),
      applicationId: user.applicationId,
      recordId: user.id,
      activeFactors: user.factors.filter(({ status }) => status === 'active').length,
      recoveryCodesLeft: recoveryCodesLeft(user),
      lastSignInAt: user.lastSignInAt === null ? null : new Date(user.lastSignInAt).toISOString(),
      failedChecks: viewFailedChecks(user, failedChecksStop, now),
      openReset: (openResets.get(user.id) as OpenResetStatus | undefined) ?? null,
    };
  });
}
