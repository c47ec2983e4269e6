import type { ReactNode } from 'react';
import { Button } from 'react-aria-components/Button';
import { FieldError } from 'react-aria-components/FieldError';
import { Label } from 'react-aria-components/Label';
import { ListBox, ListBoxItem } from 'react-aria-components/ListBox';
import { Popover } from 'react-aria-components/Popover';
import { Select, SelectValue } from 'react-aria-components/Select';
import { Text } from 'react-aria-components/Text';
import { Icon } from './icons.js';

export interface Option {
  readonly id: string;
  readonly label: string;
  readonly help?: string;
}

interface ChoiceFieldProps {
  readonly label: string;
  readonly options: readonly Option[];
  readonly value: string;
  readonly onChange: (id: string) => void;
  readonly help?: ReactNode;
  readonly error?: string | undefined;
  readonly isDisabled?: boolean;
  /** The label is for screen readers alone, as in a row of filters. */
  readonly isLabelHidden?: boolean;
}

/** One of a few. */
export function ChoiceField({
  label,
  options,
  value,
  onChange,
  help,
  error,
  isLabelHidden,
  ...rest
}: ChoiceFieldProps) {
  return (
    <Select
      {...rest}
      className="field choice-field"
      value={value}
      onChange={(key) => onChange(String(key))}
      isInvalid={error !== undefined}
      {...(isLabelHidden ? { 'aria-label': label } : {})}
    >
      {isLabelHidden ? null : <Label>{label}</Label>}
      <Button className="select">
        <SelectValue />
        <Icon name="down" size={16} />
      </Button>
      {help ? (
        <Text slot="description" className="help">
          {help}
        </Text>
      ) : null}
      <FieldError className="field-error">{error}</FieldError>
      <Popover className="popover">
        <ListBox className="list-box" items={options}>
          {(option) => (
            <ListBoxItem id={option.id} textValue={option.label} className="list-item">
              <Text slot="label">{option.label}</Text>
              {option.help ? (
                <Text slot="description" className="help">
                  {option.help}
                </Text>
              ) : null}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </Select>
  );
}
