import { audited } from '../audit/audited.js';
import { applicationOf } from '../challenge/application-of.js';
import { rateLimited } from '../challenge/challenge-errors.js';
import type { Context } from '../context.js';
import { OtpostError } from '../errors.js';
import { newId } from '../ids.js';
import type { UserOf } from '../user/require-user.js';
import { userRecordId } from '../user/user-id.js';
import type { UserRecord } from '../user-records.js';
import { openResetsOf } from './open-resets.js';

const dayMilliseconds = 86_400_000;
const requestsPerUserAndDay = 3;
const requestsPerApplicationAndDay = 1000;
const actor = 'page';

/** By the user's newest reset, so that of two requests at once one is made. */
async function requestId(context: Context, { id: userId }: UserRecord): Promise<string> {
  const newest = (await context.store.resets.list({ userId: { equals: userId } })).at(-1);
  const { keyring } = context.settings.current();
  const bytes = Buffer.from(keyring.indexHash('reset-request', userId, newest?.id ?? ''), 'base64url');
  return newId('rst', (length) => bytes.subarray(0, length));
}

/** Inserts nothing when the same request is there already. */
async function insertRequest(context: Context, user: UserRecord): Promise<void> {
  const at = context.now();
  await context.store.resets.insert({
    id: await requestId(context, user),
    version: 1,
    createdAt: at,
    updatedAt: at,
    applicationId: user.applicationId,
    userId: user.id,
    kind: 'reset',
    status: 'requested',
    actor,
    reason: null,
    checklist: [],
    linkId: null,
    endedAt: null,
  });
}

/**
 * "I can't use any of these": admins see that the user asks for a reset. The answer, the limits and the errors are the same
 * whether the user exists, has factors, or asked before (ASVS 6.3.8). Throws `policy_forbids` and `rate_limited`.
 */
export async function requestReset(context: Context, { applicationId, externalId }: UserOf): Promise<void> {
  const settings = context.settings.current();
  if (applicationOf(settings, applicationId).settings.policy.adminReset === 'off') {
    throw new OtpostError('policy_forbids', 'The policy leaves no reset to admins');
  }
  const userId = userRecordId(settings.keyring, applicationId, externalId);
  const used = await context.live.limits.use(applicationId, [
    { name: 'reset_requests', subject: userId, limit: requestsPerUserAndDay, windowMilliseconds: dayMilliseconds },
    {
      name: 'reset_requests_application',
      subject: applicationId,
      limit: requestsPerApplicationAndDay,
      windowMilliseconds: dayMilliseconds,
    },
  ]);
  if (used.kind === 'limited') throw rateLimited(used);
  const user = await context.store.users.get(userId);
  if (!user || (await openResetsOf(context, userId)).length > 0) return;
  await audited(context, { actor, action: 'reset.request', target: userId, applicationId }, () =>
    insertRequest(context, user),
  );
}
