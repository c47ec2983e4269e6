import type { HttpAnswer } from '@otpost/provider-kit/exchange-http';
import { classOfStatus } from '@otpost/provider-kit/http-outcomes';
import type { Outcome, OutcomeClass } from '@otpost/provider-kit/outcome';
import { judgeAnswer, readText, type SuccessRule } from './success-rule.js';

/** Statuses that say more here than in general: this address does not take messages (any more). */
const classes: Readonly<Record<number, OutcomeClass>> = { 404: 'config', 405: 'config', 410: 'config' };

/** What an answer means. Statuses outside 2xx say that the message was not taken, or that nobody knows. */
export function outcomeOfAnswer(answer: HttpAnswer, rule: SuccessRule | undefined): Outcome {
  const { status } = answer;
  const providerCode = String(status);
  const says = sentenceOf(answer);
  if (status < 200 || status >= 300) {
    return {
      class: classes[status] ?? classOfStatus(status),
      detail: `The receiver answered ${status}${says}`,
      providerCode,
    };
  }
  const { taken, messageId } = judgeAnswer(answer, rule);
  if (!taken) {
    const expected = rule === undefined ? 'nothing, "ok" or JSON' : 'what the success rule asks for';
    return {
      class: 'ambiguous',
      detail: `The receiver answered ${status}, but not with ${expected}${says}`,
      providerCode,
    };
  }
  return {
    class: 'accepted',
    detail: 'The receiver took the message.',
    providerCode,
    ...(messageId === undefined ? {} : { providerMessageId: messageId }),
  };
}

/** The URL may not be called: nothing was connected to. */
export function forbiddenTarget(reason: string): Outcome {
  return { class: 'config', detail: `${reason}; nothing was sent.`, providerCode: 'forbidden_address' };
}

export function unresolvedTarget(code: string): Outcome {
  return {
    class: 'failover',
    detail: `The name of the receiver could not be resolved (${code}); nothing was sent.`,
    providerCode: code,
  };
}

export const noContent: Outcome = {
  class: 'failover',
  detail: 'The template uses {{code}} only, and this message has no code; add {{text}} to send such messages.',
};

function sentenceOf(answer: HttpAnswer): string {
  const text = readText(answer)?.trim() ?? '';
  return text === '' ? '.' : `: ${text}`;
}
