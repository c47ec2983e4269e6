import { appendAudit } from '../audit/append-audit.js';
import type { Context } from '../context.js';
import { OtpostError } from '../errors.js';
import { tellUser, type UserEvent } from '../notice/tell-user.js';
import type { UserRecord } from '../user-records.js';
import type { AnswerVerdict } from './judge-answer.js';

function actionOf(verdict: AnswerVerdict): string | undefined {
  if (verdict.kind === 'right' && verdict.by === 'recovery_code') return 'recovery_code.use';
  if (verdict.kind === 'wrong' && verdict.fault === 'possible_clone') return 'passkey.possible_clone';
  return undefined;
}

/** Of a copy the user is told once: every further answer of it is refused the same way. */
function eventOf(verdict: AnswerVerdict): UserEvent | undefined {
  if (verdict.kind === 'right') return { kind: 'recovery_code_used' };
  if (verdict.kind !== 'wrong' || verdict.marked === undefined) return undefined;
  return { kind: 'passkey_possible_clone', factor: verdict.marked };
}

/**
 * Keeps what an answer shows that somebody must be able to look up: a recovery code that was used, a passkey that may have
 * been copied. The user is told of both by mail (NIST SP 800-63B-4 section 4.6). It has happened, so a log that cannot be
 * written changes nothing. `challengeId` is null for a recovery code that was checked by itself.
 */
export async function auditAnswer(
  context: Context,
  user: UserRecord,
  challengeId: string | null,
  verdict: AnswerVerdict,
): Promise<void> {
  const action = actionOf(verdict);
  if (action === undefined) return;
  const event = eventOf(verdict);
  if (event) await tellUser(context, user, event);
  const { applicationId, id } = user;
  const entry = { applicationId, actor: `user:${id}`, action, target: id, phase: 'event', reason: null } as const;
  try {
    await appendAudit(context, { ...entry, data: { challenge: challengeId } });
  } catch (error) {
    if (!(error instanceof OtpostError)) throw error;
    context.warn('An answer could not be recorded in the audit log', { action, challenge: challengeId, error });
  }
}
