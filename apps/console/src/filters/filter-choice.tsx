import { ChoiceField, type Option } from '../ui/choice-field.js';

interface FilterChoiceProps {
  readonly label: string;
  /** What stands there when nothing is chosen. */
  readonly all: string;
  readonly options: readonly Option[];
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly isLabelHidden?: boolean;
}

/** One of a few, or all of them: the empty value. */
export function FilterChoice({ all, options, value, onChange, ...rest }: FilterChoiceProps) {
  return (
    <ChoiceField
      {...rest}
      options={[{ id: 'all', label: all }, ...options]}
      value={value === '' ? 'all' : value}
      onChange={(id) => onChange(id === 'all' ? '' : id)}
    />
  );
}
