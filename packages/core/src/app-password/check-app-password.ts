import { applicationOf } from '../challenge/application-of.js';
import { rateLimited } from '../challenge/challenge-errors.js';
import type { Context } from '../context.js';
import { changeUser } from '../user/change-user.js';
import { failedChecksLimit, noFailures, oneMoreFailure } from '../user/failed-checks.js';
import { requireUser, type UserOf } from '../user/require-user.js';
import type { AppPasswordRecord, UserRecord } from '../user-records.js';
import { activeAppPasswords } from './active-app-passwords.js';
import type { AppPasswordCheckView } from './app-password-schemas.js';
import { findAppPassword } from './app-password-text.js';

/** A program may sign in many times a second: its use is noted once a minute, so that a check stays a read. */
const noteUseEveryMilliseconds = 60_000;

export interface CheckAppPassword extends UserOf {
  readonly password: string;
}

function assertNotStopped(user: UserRecord, stop: number, now: number): void {
  const limited = failedChecksLimit(user, stop, now);
  if (limited) throw rateLimited(limited);
}

/** Nobody is told before it has counted, so no more answers are judged than the delay lets through. */
async function countWrong(context: Context, user: UserRecord, stop: number): Promise<void> {
  await changeUser(context, user.id, (current) => {
    const now = context.now();
    assertNotStopped(current, stop, now);
    return { change: oneMoreFailure(current, now), result: undefined };
  });
}

/**
 * A success forgets the failures of a user who has no factor. Of others it does not: a mail program that signs in each minute
 * would else give whoever guesses the codes of a factor new tries for ever.
 */
async function forgetFailures(context: Context, user: UserRecord): Promise<void> {
  if (user.failedChecks === 0 || user.factors.some(({ status }) => status === 'active')) return;
  await changeUser(context, user.id, () => ({ change: noFailures, result: undefined }));
}

async function noteUse(context: Context, user: UserRecord, record: AppPasswordRecord): Promise<void> {
  const now = context.now();
  try {
    await forgetFailures(context, user);
    if (now - (record.lastUsedAt ?? 0) < noteUseEveryMilliseconds) return;
    const used = { ...record, lastUsedAt: now, updatedAt: now, version: record.version + 1 };
    // Stale: another check noted it in this moment, or it was just revoked.
    await context.store.appPasswords.replace(used, record.version);
  } catch (error) {
    context.warn('The use of an app password was not noted', { id: record.id, error });
  }
}

/**
 * Checks a password that a program sent. Asks the store alone, so it works while Redis is away. A wrong one is an answer and
 * counts as a failed check of the user. Throws `not_found` and `rate_limited`.
 */
export async function checkAppPassword(context: Context, request: CheckAppPassword): Promise<AppPasswordCheckView> {
  const user = await requireUser(context, request);
  const { failedChecksStop } = applicationOf(context.settings.current(), request.applicationId).settings;
  assertNotStopped(user, failedChecksStop, context.now());
  const record = findAppPassword(await activeAppPasswords(context, user.id), request.password);
  if (!record) {
    await countWrong(context, user, failedChecksStop);
    return { valid: false };
  }
  await noteUse(context, user, record);
  return { valid: true, id: record.id, name: record.name };
}
