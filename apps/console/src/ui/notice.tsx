import type { ReactNode } from 'react';
import type { Problem } from '../api/problem.js';
import { Icon } from './icons.js';

export function Notice({
  kind = 'plain',
  children,
}: {
  readonly kind?: 'plain' | 'bad' | 'warn' | 'good';
  readonly children: ReactNode;
}) {
  return (
    <div className={`notice ${kind}`}>
      {kind === 'warn' || kind === 'bad' ? <Icon name="warning" /> : null}
      {kind === 'good' ? <Icon name="tick" /> : null}
      <div>{children}</div>
    </div>
  );
}

/** A refusal where it happened, told as soon as it appears. Fields that show their own error are named in `shownElsewhere`. */
export function ProblemNotice({
  problem,
  shownElsewhere = [],
}: {
  readonly problem: Problem | undefined;
  readonly shownElsewhere?: readonly string[];
}) {
  const left = problem?.errors.filter(({ field }) => !shownElsewhere.includes(field)) ?? [];
  const isShown = problem !== undefined && (problem.errors.length === 0 || left.length > 0);
  return (
    <div role="alert">
      {isShown ? (
        <Notice kind="bad">
          {left.length === 0 ? <p>{problem.message}</p> : null}
          {left.map(({ field, message }) => (
            <p key={field}>
              <code>{field}</code> {message}
            </p>
          ))}
          {problem.retryAfter === undefined ? null : <p>Try again in {problem.retryAfter} seconds.</p>}
        </Notice>
      ) : null}
    </div>
  );
}
