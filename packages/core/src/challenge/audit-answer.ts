import { appendAudit } from '../audit/append-audit.js';
import type { Context } from '../context.js';
import { OtpostError } from '../errors.js';
import { tellUser } from '../notice/tell-user.js';
import type { UserRecord } from '../user-records.js';
import type { AnswerVerdict } from './judge-answer.js';

function actionOf(verdict: AnswerVerdict): string | undefined {
  if (verdict.kind === 'right' && verdict.by === 'recovery_code') return 'recovery_code.use';
  if (verdict.kind === 'wrong' && verdict.fault === 'possible_clone') return 'passkey.possible_clone';
  return undefined;
}

/**
 * Keeps what an answer shows that somebody must be able to look up: a recovery code that was used, a passkey that may have
 * been copied. The user is told of the code by mail (NIST SP 800-63B-4 section 4.6). It has happened, so a log that cannot be
 * written changes nothing.
 */
export async function auditAnswer(
  context: Context,
  user: UserRecord,
  challengeId: string,
  verdict: AnswerVerdict,
): Promise<void> {
  const action = actionOf(verdict);
  if (action === undefined) return;
  if (action === 'recovery_code.use') await tellUser(context, user, { kind: 'recovery_code_used' });
  const { applicationId, id } = user;
  const entry = { applicationId, actor: `user:${id}`, action, target: id, phase: 'event', reason: null } as const;
  try {
    await appendAudit(context, { ...entry, data: { challenge: challengeId } });
  } catch (error) {
    if (!(error instanceof OtpostError)) throw error;
    context.warn('An answer could not be recorded in the audit log', { action, challenge: challengeId, error });
  }
}
