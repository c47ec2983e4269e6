import { normalizeSubmittedCode } from '../code.js';
import type { Context } from '../context.js';
import { invalidField } from '../errors.js';
import { recoveryCodesLeft } from '../factor/recovery-code.js';
import type { AskedChallenge, ChallengeAt } from '../live-port.js';
import type { CheckResult } from '../live-results.js';
import { changeUser } from '../user/change-user.js';
import type { UserRecord } from '../user-records.js';
import { answeringFactors, namedFactors } from './answering-factors.js';
import { applicationOf } from './application-of.js';
import { auditAnswer } from './audit-answer.js';
import { challengeEnded, challengeNotFound, rateLimited } from './challenge-errors.js';
import type { CheckChallengeInput, CheckView } from './challenge-schemas.js';
import { checkCodeSentTo } from './code-sent-to.js';
import { endedInStore } from './ended-in-store.js';
import { forgetAddressFailures } from './forget-address-failures.js';
import { readOwn } from './get-challenge.js';
import type { AnswerVerdict } from './judge-answer.js';
import { type AnswerQuestion, judgeFor } from './judge-for.js';
import { unsealContent } from './sealed-content.js';

export interface CheckByFactor {
  readonly applicationId: string;
  readonly id: string;
  readonly input: CheckChallengeInput;
  readonly request: string;
}

type Checked = Extract<CheckResult, { kind: 'checked' }>;

/** Throws for everything but an answer that was counted. */
async function counted(context: Context, { applicationId, id }: CheckByFactor, result: CheckResult): Promise<Checked> {
  if (result.kind === 'missing') throw await endedInStore(context, applicationId, id);
  if (result.kind === 'ended') throw challengeEnded(result.status);
  if (result.kind === 'limited') throw rateLimited(result);
  return result;
}

const viewOf = ({ status, valid, checksLeft }: Checked): CheckView => ({
  status,
  valid,
  checksLeft,
  ...(valid ? {} : { reason: 'wrong_code' as const }),
});

/** A repeated request gets its answer again; every other one is told how the challenge ended. */
async function endedBefore(context: Context, request: CheckByFactor): Promise<CheckView> {
  return viewOf(await counted(context, request, await context.live.userChallenges.countWrong(request)));
}

async function questionOf(
  context: Context,
  request: CheckByFactor,
  challenge: AskedChallenge,
): Promise<AnswerQuestion> {
  const { applicationId, id, input } = request;
  if (challenge.userId === null) throw invalidField('code', 'must be 4 to 10 digits');
  const user = await context.store.users.get(challenge.userId);
  if (!user) throw challengeNotFound();
  const settings = context.settings.current();
  const application = applicationOf(settings, applicationId);
  const { policy } = application.settings;
  const { channel, factorId } = challenge;
  const factors = namedFactors(answeringFactors({ user, policy, channel, factorId }), input.factor);
  const content = unsealContent(settings.keyring, applicationId, id, challenge.sealed);
  return { application, challenge, content, user, factors, input };
}

function rightView(
  verdict: Extract<AnswerVerdict, { kind: 'right' }>,
  user: UserRecord,
  binding: CheckView['binding'],
) {
  const isRecovery = verdict.by === 'recovery_code';
  return {
    ...(isRecovery
      ? { usedRecoveryCode: true as const, recoveryCodesLeft: recoveryCodesLeft(user.recoveryCodes) }
      : { factor: verdict.by }),
    ...(user.mustReplace ? { mustReplace: true as const } : {}),
    ...(binding ? { binding } : {}),
  };
}

/** Counts in the live state what the user's record has decided, and only then tells it. */
async function settle(
  context: Context,
  request: CheckByFactor,
  { challenge, user: before, input }: AnswerQuestion,
  { user, result: verdict }: { readonly user: UserRecord; readonly result: AnswerVerdict },
): Promise<CheckView> {
  const { userChallenges } = context.live;
  await auditAnswer(context, user, challenge.id, verdict);
  switch (verdict.kind) {
    case 'limited':
      throw rateLimited(verdict);
    case 'already_used': {
      const checksLeft = challenge.maxChecks - challenge.checks;
      return { status: 'pending', valid: false, checksLeft, reason: 'already_used' };
    }
    case 'right': {
      const { by } = verdict;
      const checked = await counted(context, request, await userChallenges.approve({ ...request, by }));
      await forgetAddressFailures(context, before);
      return { ...viewOf(checked), ...rightView(verdict, user, input.binding) };
    }
    case 'wrong':
    case 'clock_off': {
      const view = viewOf(await counted(context, request, await userChallenges.countWrong(request)));
      if (verdict.kind === 'clock_off') return { ...view, reason: 'clock_off', clockOffSeconds: verdict.seconds };
      return verdict.fault ? { ...view, passkeyFault: verdict.fault } : view;
    }
  }
}

async function readAsked(context: Context, request: CheckByFactor): Promise<ChallengeAt> {
  const [challenge, now] = await Promise.all([readOwn(context, request), context.live.now()]);
  if (!challenge) throw await endedInStore(context, request.applicationId, request.id);
  return { challenge, now };
}

/** An `any` challenge that is answered by the code that was sent to one of the user's addresses. */
function answersSentCode({ challenge, factors, input }: AnswerQuestion): boolean {
  const type = input.factor === undefined ? undefined : factors[0]?.type;
  const isDigits = normalizeSubmittedCode(input.code ?? '') !== undefined;
  return challenge.channel === 'any' && isDigits && (type === 'email' || type === 'sms');
}

/**
 * Checks what a factor or a recovery code of a user answers. The user's record decides and counts, in one compare-and-set;
 * the live state counts before anybody is told. Throws the error of an ended challenge, `rate_limited` when the user has
 * failed too often, and `invalid_request` for an answer that this challenge cannot take. `asked` is the challenge of this
 * application as it was read just now, when it was.
 */
export async function checkByFactor(context: Context, request: CheckByFactor, asked?: ChallengeAt): Promise<CheckView> {
  const { challenge, now } = asked ?? (await readAsked(context, request));
  if (challenge.status !== 'pending' || now >= challenge.expiresAt) return endedBefore(context, request);
  const question = await questionOf(context, request, challenge);
  if (answersSentCode(question)) {
    const judged = await checkCodeSentTo(context, request, question);
    return settle(context, request, question, judged);
  }
  const judge = await judgeFor(context, question);
  return settle(context, request, question, await changeUser(context, question.user.id, judge, question.user));
}
