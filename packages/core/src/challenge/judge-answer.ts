import { factorSeals } from '../factor/factor-seals.js';
import type { PasskeyFault } from '../factor/passkey-faults.js';
import { spendRecoveryCode } from '../factor/recovery-code.js';
import { judgeTotp, type TotpVerdict } from '../factor/totp-code.js';
import { type AssertionVerdict, counterMayBeBelieved } from '../factor/verify-passkey.js';
import type { Keyring } from '../keyring/keyring.js';
import type { Limited } from '../live-results.js';
import type { UserDecision } from '../user/change-user.js';
import { failedChecksLimit, noFailures, oneMoreFailure } from '../user/failed-checks.js';
import type { FactorRecord, PasskeyFactor, TotpFactor, UserRecord } from '../user-records.js';

export type AnswerVerdict =
  /** Spent in the stored user. `by` is the factor's id, or `recovery_code`. */
  | { readonly kind: 'right'; readonly by: string }
  /** `marked` is the name of the passkey that was marked as perhaps copied by this very answer. */
  | { readonly kind: 'wrong'; readonly fault?: PasskeyFault; readonly marked?: string }
  /** Right, and spent before: no guess. */
  | { readonly kind: 'already_used' }
  | { readonly kind: 'clock_off'; readonly seconds: number }
  /** Not looked at. */
  | Limited;

/** Decides over the user as it is stored, so that of two at once the second sees what the first has spent. */
export type Judge = (user: UserRecord) => UserDecision<AnswerVerdict>;

export interface Success {
  /** Null for a recovery code. */
  readonly factorId: string | null;
  readonly purpose: string;
  readonly now: number;
}

const withFactor = (user: UserRecord, changed: FactorRecord): readonly FactorRecord[] =>
  user.factors.map((factor) => (factor.id === changed.id ? changed : factor));

/** What every success changes: the failures are forgotten, and the times of use kept. */
export function succeeded(user: UserRecord, { factorId, purpose, now }: Success): Partial<UserRecord> {
  return {
    ...noFailures,
    factors: user.factors.map((factor) => (factor.id === factorId ? { ...factor, lastUsedAt: now } : factor)),
    ...(purpose === 'sign-in' ? { lastSignInAt: now } : {}),
  };
}

const told = (result: AnswerVerdict): UserDecision<AnswerVerdict> => ({ change: undefined, result });

export interface GuessRules {
  readonly failedChecksStop: number;
  readonly purpose: string;
  readonly now: number;
}

/**
 * A guess is looked at and counted in the same compare-and-set: however many come at once, and over however many
 * challenges, no more are evaluated than the stop and the waits allow (NIST SP 800-63B-4 section 3.2.2).
 */
export function guarded(judge: Judge, { failedChecksStop, now }: GuessRules): Judge {
  return (user) => {
    const limited = failedChecksLimit(user, failedChecksStop, now);
    if (limited) return told(limited);
    const decision = judge(user);
    const isWrong = decision.result.kind === 'wrong' || decision.result.kind === 'clock_off';
    return isWrong ? { change: oneMoreFailure(user, now), result: decision.result } : decision;
  };
}

export const alwaysWrong: Judge = () => told({ kind: 'wrong' });

export interface TotpAnswer extends GuessRules {
  readonly keyring: Keyring;
  /** Ids of the factors that may answer. */
  readonly factorIds: readonly string[];
  readonly code: string;
  readonly window: number;
}

function verdictOf({ keyring, code, window, now }: TotpAnswer, user: UserRecord, factor: TotpFactor): TotpVerdict {
  const secret = keyring.unseal(user.applicationId, factorSeals.secret(user.id, factor.id), factor.secretSealed);
  const { algorithm, digits, period, lastStep } = factor;
  return judgeTotp({ algorithm, digits, period, lastStep, secret, window, code, now });
}

/** The code of any of the user's apps: right for one is right, and spends its step (RFC 6238 section 5.2). */
export function totpJudge(answer: TotpAnswer): Judge {
  return (user) => {
    const factors = user.factors
      .filter((factor) => factor.type === 'totp')
      .filter(({ id }) => answer.factorIds.includes(id));
    let best: AnswerVerdict = { kind: 'wrong' };
    for (const factor of factors) {
      const verdict = verdictOf(answer, user, factor);
      if (verdict.kind === 'right') {
        const spent = { ...factor, lastStep: verdict.step };
        const success = { factorId: factor.id, purpose: answer.purpose, now: answer.now };
        const change = succeeded({ ...user, factors: withFactor(user, spent) }, success);
        return { change, result: { kind: 'right', by: factor.id } };
      }
      if (verdict.kind === 'already_used' || best.kind === 'wrong') best = verdict;
    }
    return told(best);
  };
}

export interface RecoveryAnswer extends GuessRules {
  /** Of the code, in the user's set. */
  readonly hash: string;
  /** What policy says about the time after it. */
  readonly mustReplace: boolean;
}

export function recoveryJudge({ hash, mustReplace, purpose, now }: RecoveryAnswer): Judge {
  return (user) => {
    const spent = spendRecoveryCode(user.recoveryCodes, hash, now);
    if (spent.kind !== 'right') return told(spent);
    const change = {
      ...succeeded(user, { factorId: null, purpose, now }),
      recoveryCodes: spent.set,
      ...(mustReplace ? { mustReplace: true } : {}),
    };
    return { change, result: { kind: 'right', by: 'recovery_code' } };
  };
}

export interface PasskeyAnswer {
  /** As it was read before its signature was judged. */
  readonly passkey: PasskeyFactor;
  readonly verdict: AssertionVerdict;
  readonly challengeId: string;
  readonly purpose: string;
  readonly now: number;
}

/** A signature cannot be guessed, so neither stop nor waits hold it up: whoever locks a user out does not lock out the passkey. */
export function passkeyJudge({ passkey, verdict, challengeId, purpose, now }: PasskeyAnswer): Judge {
  return (user) => {
    if (verdict.kind === 'fault') return told({ kind: 'wrong', fault: verdict.fault });
    const stored = user.factors.find(({ id }) => id === passkey.id);
    const isSame =
      stored?.type === 'passkey' && stored.status === 'active' && stored.credentialId === passkey.credentialId;
    if (!isSame) return told({ kind: 'wrong', fault: 'unknown_credential' });
    if (!counterMayBeBelieved(stored, verdict.counter)) {
      // It rose by this very challenge, or while the signature was judged: somebody was faster, and nothing was copied.
      const lostRace = stored.lastChallengeId === challengeId || counterMayBeBelieved(passkey, verdict.counter);
      if (lostRace) return told({ kind: 'already_used' });
      const change = { factors: withFactor(user, { ...stored, possibleCloneAt: now }) };
      const marked = stored.possibleCloneAt === null ? { marked: stored.name } : {};
      return { change, result: { kind: 'wrong', fault: 'possible_clone', ...marked } };
    }
    const used = { ...stored, counter: verdict.counter, backedUp: verdict.backedUp, lastChallengeId: challengeId };
    const change = succeeded({ ...user, factors: withFactor(user, used) }, { factorId: passkey.id, purpose, now });
    return { change, result: { kind: 'right', by: passkey.id } };
  };
}
