import type { ReactNode } from 'react';
import { Checkbox } from 'react-aria-components/Checkbox';
import { Icon } from './icons.js';

interface TickBoxProps {
  readonly isSelected: boolean;
  readonly onChange: (isSelected: boolean) => void;
  readonly isDisabled?: boolean;
  readonly children: ReactNode;
}

export function TickBox({ children, ...rest }: TickBoxProps) {
  return (
    <Checkbox {...rest} className="check">
      <span className="check-box">
        <Icon name="tick" size={14} />
      </span>
      <span>{children}</span>
    </Checkbox>
  );
}
