import { type ReactNode, useEffect, useRef } from 'react';
import { Link } from 'wouter';
import type { Problem } from '../api/problem.js';
import { ProblemNotice } from './notice.js';

interface PageProps {
  readonly title: string;
  readonly lead?: ReactNode;
  /** Where it hangs below: shown before the title. */
  readonly above?: { readonly title: string; readonly to: string };
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** One page: its title takes the focus when it appears, so that a keyboard and a screen reader begin there. */
export function Page({ title, lead, above, actions, children }: PageProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} · Otpost`;
  }, [title]);
  useEffect(() => heading.current?.focus(), []);
  return (
    <div className="page">
      <header className="page-head">
        <div>
          {above ? (
            <p className="above">
              <Link href={above.to}>{above.title}</Link>
            </p>
          ) : null}
          <h1 ref={heading} tabIndex={-1}>
            {title}
          </h1>
          {lead ? <p className="soft lead">{lead}</p> : null}
        </div>
        {actions ? <div className="row">{actions}</div> : null}
      </header>
      {children}
    </div>
  );
}

/** What stands until the first answer is there: grey lines in its place, or why there is none. */
export function Waiting({ problem, lines = 4 }: { readonly problem?: Problem | undefined; readonly lines?: number }) {
  if (problem) return <ProblemNotice problem={problem} />;
  return (
    <div className="waiting" role="status" aria-label="Loading">
      {Array.from({ length: lines }, (_, place) => (
        <span key={place} className="waiting-line" />
      ))}
    </div>
  );
}
