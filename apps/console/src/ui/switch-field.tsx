import type { ReactNode } from 'react';
import { Switch } from 'react-aria-components/Switch';

interface SwitchFieldProps {
  readonly label: string;
  readonly isSelected: boolean;
  readonly onChange: (isSelected: boolean) => void;
  readonly help?: ReactNode;
  readonly isDisabled?: boolean;
}

export function SwitchField({ label, help, ...rest }: SwitchFieldProps) {
  return (
    <div className="switch-field">
      <Switch {...rest} className="switch">
        <span className="switch-track" />
        <span>{label}</span>
      </Switch>
      {help ? <p className="help">{help}</p> : null}
    </div>
  );
}
