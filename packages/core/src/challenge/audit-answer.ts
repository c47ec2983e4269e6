import { appendAudit } from '../audit/append-audit.js';
import type { Context } from '../context.js';
import { OtpostError } from '../errors.js';
import { tellNews } from '../notice/tell-news.js';
import type { UserRecord } from '../user-records.js';
import type { AnswerVerdict } from './judge-answer.js';

function actionOf(verdict: AnswerVerdict): string | undefined {
  if (verdict.kind === 'right' && verdict.by === 'recovery_code') return 'recovery_code.use';
  if (verdict.kind === 'wrong' && verdict.fault === 'possible_clone') return 'passkey.possible_clone';
  return undefined;
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
  // What the answer left to be told, in the record as it stands after it.
  if (user.news) await tellNews(context, user.id);
  const { applicationId, id } = user;
  const entry = { applicationId, actor: `user:${id}`, action, target: id, phase: 'event', reason: null } as const;
  try {
    await appendAudit(context, { ...entry, data: { challenge: challengeId } });
  } catch (error) {
    if (!(error instanceof OtpostError)) throw error;
    context.warn('An answer could not be recorded in the audit log', { action, challenge: challengeId, error });
  }
}
