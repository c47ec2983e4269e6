import type { ReactNode } from 'react';
import { Icon, type IconName } from './icons.js';

/** Where nothing is yet: says so, and what to do next. */
export function Empty({
  icon,
  title,
  children,
}: {
  readonly icon: IconName;
  readonly title: string;
  readonly children?: ReactNode;
}) {
  return (
    <div className="empty">
      <span className="empty-icon">
        <Icon name={icon} size={28} />
      </span>
      <h2>{title}</h2>
      {children ? <div className="stack center">{children}</div> : null}
    </div>
  );
}
