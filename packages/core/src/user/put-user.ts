import type { Actor } from '../audit/actor.js';
import { audited } from '../audit/audited.js';
import { applicationOf } from '../challenge/application-of.js';
import type { Context } from '../context.js';
import { OtpostError, unavailable } from '../errors.js';
import { newId } from '../ids.js';
import { tellNews } from '../notice/tell-news.js';
import { newsOf } from '../notice/user-news.js';
import { requiredSinceAt } from '../policy/evaluate-policy.js';
import type { Policy } from '../policy/policy-schema.js';
import type { UserRecord } from '../user-records.js';
import { type ChangedUser, changeUser } from './change-user.js';
import { readAddresses } from './given-addresses.js';
import { type MergedUser, mergeUser, type UserChange } from './merge-user.js';
import { newUser } from './new-user.js';
import type { UserOf } from './require-user.js';
import { openProfile } from './user-profile.js';
import type { PutUserInput, UserView } from './user-schemas.js';
import { viewUser } from './user-view.js';

export interface PutUser extends UserOf {
  readonly actor: Actor;
  readonly input: PutUserInput;
}

export interface PutUserResult {
  readonly created: boolean;
  readonly view: UserView;
}

interface Draft extends PutUser {
  readonly policy: Policy;
  readonly change: UserChange;
}

/** A user may be made and deleted by others while this one writes. */
const mostTries = 20;

function merge({ change, policy }: Draft, stored: UserRecord): MergedUser {
  const merged = mergeUser(stored, change);
  const requiredSince = requiredSinceAt(policy, merged.user, change.now);
  const isChanged = merged.isChanged || requiredSince !== stored.requiredSince;
  return { ...merged, isChanged, user: { ...merged.user, requiredSince } };
}

/** Told even if it never was confirmed: whoever holds it should know that it is no longer theirs. */
function oldMail({ change }: Draft, stored: UserRecord): { to?: string } {
  const { email } = openProfile(change.keyring, stored);
  return email === null ? {} : { to: email };
}

interface Written {
  /** Whether an address became another one. */
  readonly isMoved: boolean;
  /** False: the factors would change, which is not done without an entry in the audit log. */
  readonly isWritten: boolean;
}

function write(context: Context, draft: Draft, userId: string, isAudited: boolean): Promise<ChangedUser<Written>> {
  return changeUser(context, userId, (before) => {
    const { isChanged, factorsChanged, user } = merge(draft, before);
    const isWritten = isAudited || !factorsChanged;
    const isMoved = user.emailHash !== before.emailHash || user.phoneHash !== before.phoneHash;
    const news = isMoved ? newsOf(context, before, { kind: 'address_changed', ...oldMail(draft, before) }) : undefined;
    return { change: isChanged && isWritten ? user : undefined, result: { isWritten, isMoved }, news };
  });
}

/** What changes is decided over the user as it is stored, whoever else writes meanwhile. */
async function change(context: Context, draft: Draft, userId: string): Promise<UserRecord> {
  const { actor, applicationId } = draft;
  const plain = await write(context, draft, userId, false);
  const action = { actor, action: 'user.addresses', target: userId, applicationId };
  const { user, result } = plain.result.isWritten
    ? plain
    : await audited(context, action, () => write(context, draft, userId, true));
  if (result.isMoved) await tellNews(context, user.id);
  return user;
}

/** A user who is erased while a PUT runs is made anew by it. */
function ignoreDeleted(error: unknown): undefined {
  if (!(error instanceof OtpostError && error.code === 'not_found')) throw error;
}

/** The stored user after the change, or a new one; undefined when somebody else was faster in between. */
async function tryPut(context: Context, draft: Draft): Promise<{ created: boolean; user: UserRecord } | undefined> {
  const { users } = context.store;
  const fresh = newUser(draft.change.keyring, draft, draft.change.now);
  const stored = await users.get(fresh.id);
  if (stored) {
    const user = await change(context, draft, stored.id).catch(ignoreDeleted);
    return user && { created: false, user };
  }
  const { user } = merge(draft, fresh);
  return (await users.insert(user)) === 'inserted' ? { created: true, user } : undefined;
}

/**
 * Makes the user under the application's own id, or changes what is given of one: what is left out stays, null takes away.
 * The same request again changes nothing. Throws `invalid_request`, `number_type_refused` and `country_not_allowed`.
 */
export async function putUser(context: Context, request: PutUser): Promise<PutUserResult> {
  const settings = context.settings.current();
  const application = applicationOf(settings, request.applicationId);
  const { keyring } = settings;
  const given = readAddresses(application.settings, request.input);
  const newFactorId = (): string => newId('fct', context.randomBytes);
  const draft: Draft = {
    ...request,
    policy: application.settings.policy,
    change: { keyring, input: request.input, given, now: context.now(), newFactorId },
  };
  for (let tries = 0; tries < mostTries; tries += 1) {
    const put = await tryPut(context, draft);
    if (put) return { created: put.created, view: viewUser(keyring, put.user, { masked: false }) };
  }
  throw unavailable('store', 'This user is made and deleted too often at once');
}
