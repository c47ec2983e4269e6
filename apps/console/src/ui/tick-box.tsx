import type { ReactNode } from 'react';
import { Checkbox } from 'react-aria-components/Checkbox';
import { Icon } from './icons.js';

interface TickBoxProps {
  readonly isSelected: boolean;
  readonly onChange: (isSelected: boolean) => void;
  readonly isDisabled?: boolean;
  /** For screen readers, where there are no words beside it. */
  readonly label?: string;
  readonly children?: ReactNode;
}

export function TickBox({ label, children, ...rest }: TickBoxProps) {
  return (
    <Checkbox {...rest} className="check" {...(label === undefined ? {} : { 'aria-label': label })}>
      <span className="check-box">
        <Icon name="tick" size={14} />
      </span>
      {children === undefined ? null : <span>{children}</span>}
    </Checkbox>
  );
}
