import type { ReactNode } from 'react';
import { useEffect, useRef } from 'react';

interface GateProps {
  readonly title: string;
  readonly lead?: ReactNode;
  /** False where a field takes the focus instead. */
  readonly takesFocus?: boolean;
  readonly children: ReactNode;
}

/** One screen on the way in. */
export function Gate({ title, lead, takesFocus = false, children }: GateProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} · Otpost`;
    if (takesFocus) heading.current?.focus();
  }, [title, takesFocus]);
  return (
    <main className="gate">
      <p className="wordmark">Otpost</p>
      <div className="gate-card stack">
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        {lead ? <p className="soft">{lead}</p> : null}
        {children}
      </div>
    </main>
  );
}
