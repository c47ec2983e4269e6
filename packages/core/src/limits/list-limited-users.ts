import { z } from 'zod';
import type { Context } from '../context.js';
import { readCursor, writeCursor } from '../history/history-cursor.js';
import { requireApplication } from '../settings/require-application.js';
import type { Where } from '../store-port.js';
import { type AdminUserView, adminUserPageSchema } from '../user/admin-user-schemas.js';
import { viewUsersForAdmin } from '../user/admin-user-view.js';
import { isUserRecordId } from '../user/user-id.js';
import type { UserRecord } from '../user-records.js';
import { delayFromFailures, longestDelayMilliseconds } from './failed-check-delay.js';
import { viewFailedChecks } from './failed-checks-view.js';

export const listLimitedUsersSchema = z.strictObject({
  state: z
    .enum(['waiting', 'stopped'])
    .describe('`waiting`: the next answer is not looked at yet. `stopped`: none is, until a release.'),
  application: z.string().max(60).optional().describe('Id of an application. Left out: all of them.'),
  limit: z.coerce.number().int().min(1).max(100).default(50),
  cursor: z.string().max(200).optional().describe('`nextCursor` of the page before.'),
});

export type ListLimitedUsersInput = z.infer<typeof listLimitedUsersSchema>;

export const limitedUserPageSchema = adminUserPageSchema.describe(
  'Newest user first. A page may be short and not the last.',
);

interface LimitedUserPage {
  readonly users: readonly AdminUserView[];
  readonly nextCursor: string | null;
}

/** How many rows one request looks at, of those that an index finds. */
const mostLookedAt = 1000;

/** By an index: failures of the last hour, since nobody waits longer, or counts that some application stops at. */
function mayBeLimited(context: Context, { state, application }: ListLimitedUsersInput): Where<UserRecord> {
  const { applications } = context.settings.current();
  const asked = application === undefined ? [...applications.values()] : [requireApplication(context, application)];
  const owner = application === undefined ? {} : { applicationId: { equals: application } };
  if (state === 'waiting') {
    const since = context.now() - longestDelayMilliseconds;
    return { lastFailedAt: { above: since }, failedChecks: { atLeast: delayFromFailures }, ...owner };
  }
  const leastStop = Math.min(...asked.map(({ settings }) => settings.failedChecksStop));
  return { failedChecks: { atLeast: Number.isFinite(leastStop) ? leastStop : delayFromFailures }, ...owner };
}

/**
 * The users whose answers are not looked at: those who must wait, or those who reached the stop. Throws `not_found` and
 * `invalid_request`.
 */
export async function listLimitedUsers(context: Context, input: ListLimitedUsersInput): Promise<LimitedUserPage> {
  const where = mayBeLimited(context, input);
  const before = input.cursor === undefined ? {} : { before: readCursor(input.cursor, isUserRecordId) };
  const rows = await context.store.users.page(where, { limit: mostLookedAt, ...before });
  const { applications } = context.settings.current();
  const now = context.now();
  const limited = rows.filter((user) => {
    const settings = applications.get(user.applicationId)?.settings;
    return settings !== undefined && viewFailedChecks(user, settings.failedChecksStop, now).state === input.state;
  });
  const shown = limited.slice(0, input.limit);
  const lastLookedAt = rows.length === mostLookedAt ? rows.at(-1) : undefined;
  const last = limited.length > shown.length ? shown.at(-1) : lastLookedAt;
  return { users: await viewUsersForAdmin(context, shown), nextCursor: last ? writeCursor(last) : null };
}
