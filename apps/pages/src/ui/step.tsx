import { type ReactNode, useEffect, useRef } from 'react';

interface StepProps {
  readonly title: string;
  readonly lead?: ReactNode;
  readonly leadId?: string;
  /** False where a field of the step takes the focus instead. */
  readonly takesFocus?: boolean;
  readonly wide?: boolean;
  readonly children?: ReactNode;
}

/** One screen: its title takes the focus when it appears, so that a keyboard and a screen reader begin there. */
export function Step({ title, lead, leadId, takesFocus = true, wide = false, children }: StepProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = title;
    if (takesFocus) heading.current?.focus();
  }, [title, takesFocus]);
  return (
    <section className={wide ? 'stack wide' : 'stack'}>
      <div className="stack">
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        {lead ? (
          <p className="soft" id={leadId}>
            {lead}
          </p>
        ) : null}
      </div>
      {children}
    </section>
  );
}
