import { audited } from '../audit/audited.js';
import { rateLimited } from '../challenge/challenge-errors.js';
import { checkChallenge } from '../challenge/check-challenge.js';
import type { Context } from '../context.js';
import { invalidField, OtpostError } from '../errors.js';
import { tellNews } from '../notice/tell-news.js';
import { type Authority, requireAuthority } from '../proof/authority.js';
import { finishReset } from '../reset/complete-reset.js';
import { afterFactorsEnded } from '../reset/forget-factors.js';
import { changeUser, type UserDecision } from '../user/change-user.js';
import { failedChecksLimit, oneMoreFailure } from '../user/failed-checks.js';
import type { UserOf } from '../user/require-user.js';
import type { AddressFactor, FactorRecord, TotpFactor, UserRecord } from '../user-records.js';
import { activateConfirmed, owesProof } from './activate-confirmed.js';
import { confirmPasskey } from './confirm-passkey.js';
import type { ConfirmedFactor, ConfirmFactorInput } from './factor-schemas.js';
import { factorSeals } from './factor-seals.js';
import { viewFactor } from './factor-view.js';
import { requireFactor, type UserToSetUp, userToSetUp } from './set-up-user.js';
import { judgeTotp, type TotpVerdict } from './totp-code.js';

export interface ConfirmFactor extends UserOf {
  readonly factorId: string;
  readonly authority: Authority;
  readonly input: ConfirmFactorInput;
}

/** The pending factor with what its confirmation adds, or why the answer was not right. */
type Answered =
  | { readonly kind: 'right'; readonly factor: FactorRecord }
  | { readonly kind: 'wrong' }
  | { readonly kind: 'already_used' }
  | { readonly kind: 'clock_off'; readonly seconds: number };

function codeOf({ code }: ConfirmFactorInput): string {
  if (code === undefined) throw invalidField('code', 'is needed for this factor');
  const digits = code.normalize('NFKC').replace(/[ -]/g, '');
  if (!/^[0-9]{4,10}$/.test(digits)) throw invalidField('code', 'must be 4 to 10 digits');
  return digits;
}

function judge(context: Context, { application, user }: UserToSetUp, factor: TotpFactor, code: string): TotpVerdict {
  const { keyring } = context.settings.current();
  const secret = keyring.unseal(application.id, factorSeals.secret(user.id, factor.id), factor.secretSealed);
  const { algorithm, digits, period, lastStep } = factor;
  const { window } = application.settings.totp;
  return judgeTotp({ algorithm, digits, period, lastStep, secret, window, code, now: context.now() });
}

/**
 * A wrong code counts for the user as any other guess does, before it is told. A right one spends its step, so that of many at
 * once one goes on to make recovery codes, which is work.
 */
async function answerTotp(context: Context, target: UserToSetUp, factor: TotpFactor, code: string): Promise<Answered> {
  const { failedChecksStop } = target.application.settings;
  const decide = (user: UserRecord): UserDecision<Answered> => {
    const limited = failedChecksLimit(user, failedChecksStop, context.now());
    if (limited) throw rateLimited(limited);
    const pending = user.factors.find(({ id }) => id === factor.id);
    if (pending?.type !== 'totp') throw new OtpostError('not_found', 'The user has no factor with this id');
    const verdict = judge(context, target, pending, code);
    if (verdict.kind === 'right') {
      const spent = { ...pending, lastStep: verdict.step };
      const factors = user.factors.map((one) => (one.id === factor.id ? spent : one));
      return { change: { factors }, result: { kind: 'right', factor: spent } };
    }
    if (verdict.kind === 'already_used') return { change: undefined, result: { kind: 'already_used' } };
    return { change: oneMoreFailure(user, context.now()), result: verdict };
  };
  return (await changeUser(context, target.user.id, decide)).result;
}

/** An approval that was given before proves nothing about this answer: it is the error of an ended challenge. */
async function answerAddress(
  context: Context,
  request: ConfirmFactor,
  factor: AddressFactor,
  code: string,
): Promise<Answered> {
  if (factor.challengeId === null) throw invalidField('code', 'is for a factor that is confirmed already');
  const check = { applicationId: request.applicationId, id: factor.challengeId, input: { code }, request: '' };
  const { valid } = await checkChallenge(context, check);
  return valid ? { kind: 'right', factor: { ...factor, challengeId: null } } : { kind: 'wrong' };
}

async function answer(context: Context, target: UserToSetUp, request: ConfirmFactor): Promise<Answered> {
  const factor = requireFactor(target.user, request.factorId, context.now());
  if (factor.status === 'active') throw new OtpostError('conflict', 'This factor is confirmed already');
  switch (factor.type) {
    case 'totp':
      return answerTotp(context, target, factor, codeOf(request.input));
    case 'email':
    case 'sms':
      return answerAddress(context, request, factor, codeOf(request.input));
    case 'passkey': {
      const { passkey } = request.input;
      if (!passkey) throw invalidField('passkey', 'is needed for a passkey');
      const registered = await confirmPasskey(context, { ...target, factor, response: passkey });
      return { kind: 'right', factor: { ...factor, ...registered } };
    }
  }
}

/** What is replaced takes trusted devices with it. */
async function follow(
  context: Context,
  { authority }: ConfirmFactor,
  after: UserRecord,
  confirmed: FactorRecord,
): Promise<void> {
  const { resetId, actor } = authority;
  if (resetId !== undefined) await finishReset(context, { resetId, actor, after });
  else if (confirmed.replaces !== null) await afterFactorsEnded(context, after);
  await tellNews(context, after.id);
}

/**
 * Confirms a pending factor. The first one, and one that replaces, brings new recovery codes, shown this once; the factor that
 * is replaced and all old codes end in the same step, not before. A wrong code is an answer. Throws `not_found`, `conflict`
 * when it is confirmed already, `rate_limited`, `proof_required`, and `invalid_request`.
 */
export async function confirmFactor(context: Context, request: ConfirmFactor): Promise<ConfirmedFactor> {
  const target = await userToSetUp(context, request);
  const { application, user } = target;
  const pending = requireFactor(user, request.factorId, context.now());
  // Before the answer, which may spend a step or an approval.
  const isProven = pending.status === 'pending' && owesProof(user, pending);
  if (isProven) {
    const { policy } = application.settings;
    await requireAuthority(context, { user, policy, act: 'add', authority: request.authority });
  }
  const answered = await answer(context, target, request);
  if (answered.kind === 'wrong' || answered.kind === 'already_used') {
    const reason = answered.kind === 'wrong' ? 'wrong_code' : 'already_used';
    return { valid: false, reason, factor: viewFactor(pending) };
  }
  if (answered.kind === 'clock_off') {
    return { valid: false, reason: 'clock_off', clockOffSeconds: answered.seconds, factor: viewFactor(pending) };
  }
  const { factor } = answered;
  const action = factor.replaces === null ? 'factor.add' : 'factor.replace';
  const entry = { actor: request.authority.actor, action, target: user.id, applicationId: application.id };
  const facts = { factor: factor.id, type: factor.type };
  const { authority } = request;
  const work = () => activateConfirmed(context, { ...target, confirmed: factor, authority, isProven });
  const activated = await audited(context, { ...entry, data: facts }, work);
  await follow(context, request, activated.user, factor);
  return {
    valid: true,
    factor: viewFactor(requireFactor(activated.user, factor.id, context.now())),
    ...(activated.recoveryCodes ? { recoveryCodes: [...activated.recoveryCodes] } : {}),
  };
}
