import type { Actor } from '../audit/actor.js';
import { audited } from '../audit/audited.js';
import { applicationOf } from '../challenge/application-of.js';
import type { Context } from '../context.js';
import { OtpostError } from '../errors.js';
import { newId } from '../ids.js';
import { linkLifeMilliseconds, makeLink } from '../link/make-link.js';
import { mailAddressesOf } from '../notice/addresses-of.js';
import { sendNotice } from '../notice/send-notice.js';
import { tellNews } from '../notice/tell-news.js';
import { newsOf } from '../notice/user-news.js';
import { changeUser } from '../user/change-user.js';
import { requireUser } from '../user/require-user.js';
import type { ResetRecord, UserRecord } from '../user-records.js';
import { afterFactorsEnded, resetChange } from './forget-factors.js';
import { passesChecklist } from './judge-checklist.js';
import { supersedeResets } from './open-resets.js';
import type { ResetView, StartResetInput } from './reset-schemas.js';
import { viewReset } from './reset-view.js';

const minuteMilliseconds = 60_000;

export interface StartReset {
  readonly applicationId: string;
  readonly externalId: string;
  readonly actor: Actor;
  readonly input: StartResetInput;
  /** The id that an earlier try of the same request used. */
  readonly id?: string;
}

function policyForbids(message: string): OtpostError {
  return new OtpostError('policy_forbids', message);
}

function newReset(context: Context, user: UserRecord, request: StartReset, status: ResetRecord['status']): ResetRecord {
  const at = context.now();
  const { actor, reason, checklist } = request.input;
  return {
    id: request.id ?? newId('rst', context.randomBytes),
    version: 1,
    createdAt: at,
    updatedAt: at,
    applicationId: request.applicationId,
    userId: user.id,
    kind: 'reset',
    status,
    actor,
    reason,
    checklist,
    linkId: null,
    endedAt: status === 'mailed' ? null : at,
  };
}

async function resetNow(context: Context, user: UserRecord, request: StartReset): Promise<ResetRecord> {
  await supersedeResets(context, user.id);
  const changed = await changeUser(context, user.id, (before) => ({
    change: resetChange,
    result: undefined,
    news: newsOf(context, before, { kind: 'reset' }),
  }));
  const done = newReset(context, user, request, 'done');
  await context.store.resets.insert(done);
  await afterFactorsEnded(context, changed.user);
  await tellNews(context, user.id);
  return done;
}

async function mailReset(
  context: Context,
  user: UserRecord,
  request: StartReset,
  questions: readonly string[],
): Promise<ResetRecord> {
  if (!passesChecklist(questions, request.input.checklist)) {
    await context.store.resets.insert(newReset(context, user, request, 'refused'));
    throw policyForbids('An identity check was not passed, so nothing was reset');
  }
  const addresses = mailAddressesOf(context, user);
  if (addresses.length === 0) throw policyForbids('This user has no verified mail address that a link could go to');
  await supersedeResets(context, user.id);
  const { applicationId } = user;
  const link = await makeLink(context, { kind: 'reset', applicationId, userId: user.id });
  const mailed = { ...newReset(context, user, request, 'mailed'), linkId: link.record.id };
  const minutes = linkLifeMilliseconds / minuteMilliseconds;
  const facts = { kind: 'reset_link', url: link.url, minutes } as const;
  // The mail first: a link without a reset leads nowhere, while a reset that nobody was mailed would be waited for.
  for (const to of addresses) await sendNotice(context, { applicationId, to, locale: user.locale, facts });
  await context.store.resets.insert(mailed);
  return mailed;
}

/**
 * Brings back a user who lost every factor, as the policy allows: by a mailed link, until which the old factors stay in
 * force, or at once. Throws `not_found`, `policy_forbids`, and `invalid_request` for the checklist.
 */
export async function startReset(context: Context, request: StartReset): Promise<ResetView> {
  const { applicationId, actor, input } = request;
  const earlier = request.id === undefined ? undefined : await context.store.resets.get(request.id);
  if (earlier?.applicationId === applicationId) return await viewReset(context, earlier);
  const user = await requireUser(context, request);
  const { adminReset, resetChecklist } = applicationOf(context.settings.current(), applicationId).settings.policy;
  if (adminReset === 'off') throw policyForbids('The policy leaves no reset to admins');
  const action = {
    actor,
    action: 'user.reset',
    target: user.id,
    applicationId,
    reason: input.reason,
    data: { by: input.actor, how: adminReset },
  };
  const reset = await audited(context, action, () =>
    adminReset === 'immediate' ? resetNow(context, user, request) : mailReset(context, user, request, resetChecklist),
  );
  return await viewReset(context, reset);
}
