import type { Context } from '../context.js';
import { openExternalId } from '../user/user-profile.js';
import type { ResetRecord } from '../user-records.js';
import type { ResetView } from './reset-schemas.js';

const isoTime = (at: number): string => new Date(at).toISOString();

async function externalIds(context: Context, userIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const unique = [...new Set(userIds)];
  if (unique.length === 0) return new Map();
  const { keyring } = context.settings.current();
  const users = await context.store.users.list({ id: { in: unique } });
  return new Map(users.map((user) => [user.id, openExternalId(keyring, user)]));
}

/** Resets as an admin sees them, with one look for all their users. */
export async function viewResets(context: Context, resets: readonly ResetRecord[]): Promise<ResetView[]> {
  const names = await externalIds(
    context,
    resets.map(({ userId }) => userId),
  );
  return resets.map((reset) => ({
    id: reset.id,
    applicationId: reset.applicationId,
    user: names.get(reset.userId) ?? null,
    status: reset.status,
    actor: reset.actor,
    reason: reset.reason,
    checklist: [...reset.checklist],
    createdAt: isoTime(reset.createdAt),
    endedAt: reset.endedAt === null ? null : isoTime(reset.endedAt),
  }));
}

export async function viewReset(context: Context, reset: ResetRecord): Promise<ResetView> {
  const [view] = await viewResets(context, [reset]);
  if (!view) throw new Error('One reset has one view');
  return view;
}
