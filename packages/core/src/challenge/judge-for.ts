import { normalizeSubmittedCode } from '../code.js';
import type { Context } from '../context.js';
import { invalidField } from '../errors.js';
import { passkeyUserHandle } from '../factor/passkey-options.js';
import type { PasskeyAssertion } from '../factor/passkey-schemas.js';
import { passkeySite } from '../factor/passkey-site.js';
import { hashInSet, normalizeRecoveryCode } from '../factor/recovery-code.js';
import { judgeAssertion } from '../factor/verify-passkey.js';
import type { AskedChallenge } from '../live-port.js';
import type { ApplicationRecord } from '../records.js';
import type { FactorRecord, UserRecord } from '../user-records.js';
import type { CheckChallengeInput } from './challenge-schemas.js';
import { alwaysWrong, guarded, type Judge, passkeyJudge, recoveryJudge, totpJudge } from './judge-answer.js';
import type { SealedContent } from './sealed-content.js';
import { telling } from './telling.js';

export interface AnswerQuestion {
  readonly application: ApplicationRecord;
  readonly challenge: AskedChallenge;
  readonly content: SealedContent;
  readonly user: UserRecord;
  /** Those that may answer. */
  readonly factors: readonly FactorRecord[];
  readonly input: CheckChallengeInput;
}

/** What judging needs of it: also what is no live challenge can be answered by a factor. */
type Judged = Omit<AnswerQuestion, 'challenge'> & { readonly challenge: Pick<AskedChallenge, 'id' | 'purpose'> };

function bindingIsRepeated({ content, input }: Judged): boolean {
  return content.binding?.amount === input.binding?.amount && content.binding?.payee === input.binding?.payee;
}

async function judgeForPasskey(context: Context, question: Judged, assertion: PasskeyAssertion): Promise<Judge> {
  const { application, challenge, content, user, factors } = question;
  const { purpose } = challenge;
  const now = context.now();
  if (!content.options) throw invalidField('passkey', 'cannot answer this challenge');
  if (!bindingIsRepeated(question)) return alwaysWrong;
  const passkeys = factors.filter((factor) => factor.type === 'passkey');
  const passkey = passkeys.find(({ credentialId }) => credentialId === assertion.id);
  if (!passkey) return () => ({ change: undefined, result: { kind: 'wrong', fault: 'unknown_credential' } });
  const verdict = await judgeAssertion(assertion, {
    site: passkeySite(context, application.settings),
    challenge: content.options.challenge,
    userHandle: passkeyUserHandle(context.settings.current().keyring, user),
    passkey,
  });
  return passkeyJudge({ passkey, verdict, challengeId: challenge.id, purpose, now });
}

async function judgeForCode(context: Context, question: Judged, typed: string): Promise<Judge> {
  const { application, challenge, user, factors } = question;
  const { failedChecksStop, policy, totp } = application.settings;
  const rules = { failedChecksStop, purpose: challenge.purpose, now: context.now() };
  if (!bindingIsRepeated(question)) return guarded(alwaysWrong, rules);
  const code = normalizeSubmittedCode(typed);
  if (code === undefined) {
    const hash = await hashInSet(user.recoveryCodes, normalizeRecoveryCode(typed) ?? '');
    return guarded(recoveryJudge({ ...rules, hash, mustReplace: policy.mustReplaceAfterRecoveryCode }), rules);
  }
  const factorIds = factors.filter(({ type }) => type === 'totp').map(({ id }) => id);
  if (factorIds.length === 0)
    throw invalidField('code', 'no app of this user may answer: name the factor, or answer by passkey');
  const { keyring } = context.settings.current();
  return guarded(totpJudge({ ...rules, keyring, factorIds, code, window: totp.window }), rules);
}

/** How this answer is to be judged. What takes time, hashing and signatures, is done here; the judge itself only compares. */
export async function judgeFor(context: Context, question: Judged): Promise<Judge> {
  const { code = '', passkey } = question.input;
  const judging =
    passkey === undefined ? judgeForCode(context, question, code) : judgeForPasskey(context, question, passkey);
  return telling(context, await judging);
}
