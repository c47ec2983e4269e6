import { type ReactNode, useId } from 'react';

interface CardProps {
  readonly title?: string;
  readonly help?: ReactNode;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

export function Card({ title, help, actions, children }: CardProps) {
  const id = useId();
  return (
    <section className="card" {...(title === undefined ? {} : { 'aria-labelledby': id })}>
      {title === undefined ? null : (
        <header className="card-head">
          <div>
            <h2 id={id}>{title}</h2>
            {help ? <p className="help">{help}</p> : null}
          </div>
          {actions ? <div className="row">{actions}</div> : null}
        </header>
      )}
      {children}
    </section>
  );
}
