import type { Context } from '../context.js';
import { newsOf, type UserEvent } from '../notice/user-news.js';
import type { AnswerVerdict, Judge } from './judge-answer.js';

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
