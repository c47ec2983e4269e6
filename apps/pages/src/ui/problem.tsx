import type { PageProblem } from '../api/page-api.js';
import { type Text, useText } from '../text/text.js';

const ended = new Set([
  'challenge_not_found',
  'challenge_expired',
  'challenge_canceled',
  'challenge_undeliverable',
  'challenge_already_approved',
  'max_checks_reached',
]);

/** A refusal in words that help. */
export function wordsOf(text: Text, problem: PageProblem, application: string): string {
  if (problem.code === 'network') return text('error.network');
  if (problem.code === 'rate_limited') return text('error.tooMany', { seconds: problem.retryAfter ?? 60 });
  if (problem.code === 'passkey') return text('error.passkey');
  if (problem.code === 'invalid_request') return text('error.short');
  if (ended.has(problem.code)) return text('error.ended');
  if (problem.code === 'policy_forbids' || problem.code === 'not_found')
    return text('error.notPossible', { application });
  return text('error.general');
}

/** Told as soon as it appears. */
export function ProblemNotice({ problem, application }: { problem: PageProblem | undefined; application: string }) {
  const text = useText();
  return <div role="alert">{problem ? <p className="notice bad">{wordsOf(text, problem, application)}</p> : null}</div>;
}
