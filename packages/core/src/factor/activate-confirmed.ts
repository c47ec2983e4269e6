import type { Context } from '../context.js';
import { OtpostError } from '../errors.js';
import { newsOf } from '../notice/user-news.js';
import { type Authority, requireAuthority } from '../proof/authority.js';
import { completeReset } from '../reset/complete-reset.js';
import { changeUser, type UserDecision } from '../user/change-user.js';
import { confirmOwnAddress } from '../user/confirm-own-address.js';
import { noFailures } from '../user/failed-checks.js';
import type { FactorRecord, UserNews, UserRecord } from '../user-records.js';
import { activateFactor } from './factor-list.js';
import { type NewRecoveryCodes, newRecoveryCodes } from './recovery-code.js';
import { requireFactor, type UserToSetUp } from './set-up-user.js';

export interface ActivateConfirmed extends UserToSetUp {
  /** The pending factor with what its confirmation added. */
  readonly confirmed: FactorRecord;
  readonly authority: Authority;
  /** The proof that the factor owed was spent before the answer was judged. */
  readonly isProven: boolean;
}

export interface Activated {
  readonly user: UserRecord;
  /** A whole new set, where there was none or the old one ended. */
  readonly recoveryCodes?: readonly string[];
}

/** One that was begun before the user had a factor was begun without a proof, which is owed now. */
export function owesProof(user: UserRecord, factor: FactorRecord): boolean {
  const actives = user.factors.filter(({ status }) => status === 'active');
  return actives.length > 0 && actives.every(({ confirmedAt }) => (confirmedAt ?? 0) > factor.createdAt);
}

const needsCodes = (user: UserRecord, { confirmed, authority }: ActivateConfirmed): boolean =>
  user.recoveryCodes === null || confirmed.replaces !== null || authority.resetId !== undefined;

/** What the stored user still lacks for the one step, since it takes time or may be refused. */
type Lack = 'nothing' | 'proof' | 'codes';

interface Ready {
  readonly isProven: boolean;
  readonly made: NewRecoveryCodes | undefined;
}

/** Told where the user could be told before, and a factor that was only added at its own address too. */
function newsOfConfirmed(
  context: Context,
  { confirmed, authority }: ActivateConfirmed,
  before: UserRecord,
  after: UserRecord,
): UserNews {
  if (authority.resetId !== undefined) return newsOf(context, before, { kind: 'reset' });
  const factor = confirmed.name;
  return confirmed.replaces === null
    ? newsOf(context, after, { kind: 'factor_added', factor })
    : newsOf(context, before, { kind: 'factor_replaced', factor });
}

function decide(
  context: Context,
  request: ActivateConfirmed,
  { isProven, made }: Ready,
  stored: UserRecord,
): UserDecision<Lack> {
  const { confirmed, authority } = request;
  // Still pending: of two confirmations at once the second finds it active.
  if (requireFactor(stored, confirmed.id, context.now()).status === 'active') {
    throw new OtpostError('conflict', 'This factor is confirmed already');
  }
  if (!isProven && owesProof(stored, confirmed)) return { change: undefined, result: 'proof' };
  const isOwed = needsCodes(stored, request);
  if (isOwed && !made) return { change: undefined, result: 'codes' };
  const { keyring } = context.settings.current();
  const factors = activateFactor(stored.factors, confirmed, context.now());
  const own = 'addressHash' in confirmed ? confirmOwnAddress(keyring, { ...stored, factors }, confirmed) : undefined;
  const whole = { ...noFailures, factors, ...own, secondFactor: 'on', mustReplace: false } as const;
  const reset = authority.resetId === undefined ? {} : completeReset({ ...stored, ...whole }, confirmed.id);
  const recovery = isOwed && made ? { recoveryCodes: made.set } : {};
  const news = newsOfConfirmed(context, request, stored, { ...stored, ...whole });
  return { change: { ...whole, ...reset, ...recovery }, result: 'nothing', news };
}

/**
 * In one step: the factor counts, what it replaces and all old codes are gone, and new codes are there. What is owed is decided
 * over the stored user, so that of two first factors at once one brings the codes, and the other owes its proof.
 */
export async function activateConfirmed(context: Context, request: ActivateConfirmed): Promise<Activated> {
  const { application, authority } = request;
  const { policy, recoveryCodeCount } = application.settings;
  const makeCodes = () => newRecoveryCodes(recoveryCodeCount, context.randomBytes, context.now());
  let ready: Ready = {
    isProven: request.isProven,
    made: needsCodes(request.user, request) ? await makeCodes() : undefined,
  };
  for (;;) {
    const known = ready;
    const { user, result } = await changeUser(context, request.user.id, (stored) =>
      decide(context, request, known, stored),
    );
    if (result === 'proof') {
      await requireAuthority(context, { user, policy, act: 'add', authority });
      ready = { ...known, isProven: true };
    } else if (result === 'codes') ready = { ...known, made: await makeCodes() };
    else {
      const isShown = known.made !== undefined && user.recoveryCodes === known.made.set;
      return isShown ? { user, recoveryCodes: known.made.codes } : { user };
    }
  }
}
