import { appendAudit } from '../audit/append-audit.js';
import type { Context } from '../context.js';
import { OtpostError } from '../errors.js';
import { tellNews } from '../notice/tell-news.js';
import { newsOf, type UserEvent } from '../notice/user-news.js';
import type { UserRecord } from '../user-records.js';
import type { AnswerVerdict, Judge } from './judge-answer.js';

function actionOf(verdict: AnswerVerdict): string | undefined {
  if (verdict.kind === 'right' && verdict.by === 'recovery_code') return 'recovery_code.use';
  if (verdict.kind === 'wrong' && verdict.fault === 'possible_clone') return 'passkey.possible_clone';
  return undefined;
}

/** Of a copy the user is told once: every further answer of it is refused the same way. */
function eventOf(verdict: AnswerVerdict): UserEvent | undefined {
  if (verdict.kind === 'right') return verdict.by === 'recovery_code' ? { kind: 'recovery_code_used' } : undefined;
  if (verdict.kind !== 'wrong' || verdict.marked === undefined) return undefined;
  return { kind: 'passkey_possible_clone', factor: verdict.marked };
}

/** Keeps with the answer itself what the user is to be told of it. */
export function telling(context: Context, judge: Judge): Judge {
  return (user) => {
    const decision = judge(user);
    const event = eventOf(decision.result);
    return event ? { ...decision, news: newsOf(context, user, event) } : decision;
  };
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
  if (event) await tellNews(context, user.id);
  const { applicationId, id } = user;
  const entry = { applicationId, actor: `user:${id}`, action, target: id, phase: 'event', reason: null } as const;
  try {
    await appendAudit(context, { ...entry, data: { challenge: challengeId } });
  } catch (error) {
    if (!(error instanceof OtpostError)) throw error;
    context.warn('An answer could not be recorded in the audit log', { action, challenge: challengeId, error });
  }
}
