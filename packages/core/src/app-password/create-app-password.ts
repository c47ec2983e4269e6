import { audited } from '../audit/audited.js';
import { applicationOf } from '../challenge/application-of.js';
import type { Context } from '../context.js';
import { OtpostError } from '../errors.js';
import { newId } from '../ids.js';
import { makeLink } from '../link/make-link.js';
import { tellNews } from '../notice/tell-news.js';
import { newsOf } from '../notice/user-news.js';
import { type Authority, requireAuthority } from '../proof/authority.js';
import { changeUser } from '../user/change-user.js';
import { requireUser, type UserOf } from '../user/require-user.js';
import type { AppPasswordRecord, UserRecord } from '../user-records.js';
import { activeAppPasswords } from './active-app-passwords.js';
import { type CreateAppPasswordInput, type NewAppPasswordView, viewAppPassword } from './app-password-schemas.js';
import { type NewAppPassword, newAppPassword } from './app-password-text.js';

/** One for each program; a check compares with all of them. */
const mostAppPasswords = 50;

export interface CreateAppPassword extends UserOf {
  readonly authority: Authority;
  readonly input: CreateAppPasswordInput;
}

function newRecord(context: Context, user: UserRecord, name: string, secretHash: string): AppPasswordRecord {
  const at = context.now();
  return {
    id: newId('apw', context.randomBytes),
    version: 1,
    createdAt: at,
    updatedAt: at,
    applicationId: user.applicationId,
    userId: user.id,
    name,
    secretHash,
    lastUsedAt: null,
    revokedAt: null,
  };
}

/** The password itself, or the link that shows it once. */
async function handOver(
  context: Context,
  { applicationId, userId, name }: AppPasswordRecord,
  { password }: NewAppPassword,
  reveal: boolean,
): Promise<Pick<NewAppPasswordView, 'password' | 'revealUrl' | 'revealUntil'>> {
  if (!reveal) return { password };
  const payload = JSON.stringify({ name, password });
  const { record, url } = await makeLink(context, { kind: 'reveal', applicationId, userId, payload });
  return { revealUrl: url, revealUntil: new Date(record.expiresAt).toISOString() };
}

/** Before the password stands, since it is another record: told only once it does. */
async function noteNews(context: Context, { id, userId, name }: AppPasswordRecord): Promise<void> {
  await changeUser(context, userId, (stored) => ({
    change: {},
    result: undefined,
    news: newsOf(context, stored, { kind: 'app_password_made', factor: name, appPasswordId: id }),
  }));
}

/**
 * Makes a password for one program, of a person or a service account. A user who has a factor needs a proof, since an app
 * password signs in without one. Throws `not_found`, `proof_required`, and `conflict` at the fiftieth.
 */
export async function createAppPassword(context: Context, request: CreateAppPassword): Promise<NewAppPasswordView> {
  const { applicationId, authority, input } = request;
  const user = await requireUser(context, request);
  const { policy } = applicationOf(context.settings.current(), applicationId).settings;
  if ((await activeAppPasswords(context, user.id)).length >= mostAppPasswords) {
    throw new OtpostError('conflict', `This user has ${mostAppPasswords} app passwords: revoke one first`);
  }
  await requireAuthority(context, { user, policy, act: 'add', authority });
  const made = newAppPassword(context.randomBytes);
  const record = newRecord(context, user, input.name, made.secretHash);
  const { actor } = authority;
  const data = { appPasswordId: record.id };
  const action = { actor, action: 'app_password.create', target: user.id, applicationId, data };
  const shown = await audited(context, action, async () => {
    await noteNews(context, record);
    await context.store.appPasswords.insert(record);
    return await handOver(context, record, made, input.reveal);
  });
  await tellNews(context, user.id);
  return { ...viewAppPassword(record), ...shown };
}
