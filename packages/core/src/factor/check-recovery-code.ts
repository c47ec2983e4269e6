import type { z } from 'zod';
import { auditAnswer } from '../challenge/audit-answer.js';
import { rateLimited } from '../challenge/challenge-errors.js';
import { guarded, recoveryJudge } from '../challenge/judge-answer.js';
import { telling } from '../challenge/telling.js';
import type { Context } from '../context.js';
import { invalidField } from '../errors.js';
import { changeUser } from '../user/change-user.js';
import type { UserOf } from '../user/require-user.js';
import type { CheckedRecoveryCode, checkRecoveryCodeSchema } from './factor-schemas.js';
import { hashInSet, normalizeRecoveryCode, recoveryCodesLeft } from './recovery-code.js';
import { userToSetUp } from './set-up-user.js';

export interface CheckRecoveryCode extends UserOf {
  readonly input: z.infer<typeof checkRecoveryCodeSchema>;
}

/**
 * Spends a recovery code without a challenge: by the store alone, so that it works while Redis is down. Once, however many ask.
 * Throws `not_found`, `policy_forbids`, `rate_limited`, and `invalid_request` for what is no such code.
 */
export async function checkRecoveryCode(context: Context, request: CheckRecoveryCode): Promise<CheckedRecoveryCode> {
  const code = normalizeRecoveryCode(request.input.code);
  if (code === undefined) throw invalidField('code', 'must be 16 letters and digits, in groups or not');
  const { user, application } = await userToSetUp(context, request);
  const { policy, failedChecksStop } = application.settings;
  const rules = { failedChecksStop, purpose: 'sign-in', now: context.now() };
  const hash = await hashInSet(user.recoveryCodes, code);
  const judge = recoveryJudge({ ...rules, hash, mustReplace: policy.mustReplaceAfterRecoveryCode });
  const told = telling(context, guarded(judge, rules));
  const { user: after, result: verdict } = await changeUser(context, user.id, told);
  if (verdict.kind === 'limited') throw rateLimited(verdict);
  const left = { recoveryCodesLeft: recoveryCodesLeft(after.recoveryCodes) };
  await auditAnswer(context, after, null, verdict);
  if (verdict.kind === 'right') return { valid: true, ...left, ...(after.mustReplace ? { mustReplace: true } : {}) };
  return { valid: false, reason: verdict.kind === 'already_used' ? 'already_used' : 'wrong_code', ...left };
}
