import type { Problem } from '../api/problem.js';
import { ChoiceField } from '../ui/choice-field.js';
import { Field } from '../ui/field.js';
import { Notice } from '../ui/notice.js';
import { SwitchField } from '../ui/switch-field.js';
import type { SettingField } from './contract.js';

interface SettingInputProps {
  readonly field: SettingField;
  readonly value: string | boolean;
  readonly onChange: (value: string | boolean) => void;
  readonly problem: Problem | undefined;
  readonly isDisabled: boolean;
  /** Words for the values of a choice; without them the values themselves. */
  readonly optionNames?: Readonly<Record<string, string>>;
}

const numbers = new Intl.NumberFormat('en');

function defaultText({ default: value, kind }: SettingField): string {
  if (kind === 'switch' || value === '' || (Array.isArray(value) && value.length === 0)) return '';
  if (Array.isArray(value)) return ` Default: ${value.join(', ')}.`;
  return typeof value === 'string' || typeof value === 'number' ? ` Default: ${value}.` : '';
}

function boundsText({ kind, minimum, maximum, mostItems, longest }: SettingField): string {
  const hasRange = minimum !== null && maximum !== null;
  const range = hasRange ? `${numbers.format(minimum)} to ${numbers.format(maximum)}` : '';
  if (kind === 'number') return range === '' ? '' : ` ${range}.`;
  if (kind === 'numbers') return ` Up to ${mostItems ?? 10} numbers, each ${range}, commas between.`;
  if (kind === 'texts') return ` One a line, up to ${mostItems ?? 50}.`;
  return kind === 'text' && longest !== null && longest < 1000 ? ` Up to ${longest} characters.` : '';
}

/** The server names an item of a list by its number: `settings.returnUrls.0`. */
function errorOf(problem: Problem | undefined, path: string): string | undefined {
  const name = `settings.${path}`;
  return problem?.errors.find(({ field }) => field === name || field.startsWith(`${name}.`))?.message;
}

/** One setting, drawn from what the server says of it: words, bounds, default. */
export function SettingInput({ field, value, onChange, problem, isDisabled, optionNames = {} }: SettingInputProps) {
  const help = `${field.help}${boundsText(field)}${defaultText(field)}`;
  const error = errorOf(problem, field.path);
  if (field.kind === 'switch') {
    return (
      <div className="stack tight">
        <SwitchField
          label={field.title}
          help={help}
          isSelected={value === true}
          onChange={onChange}
          isDisabled={isDisabled}
        />
        {error ? <Notice kind="bad">{error}</Notice> : null}
      </div>
    );
  }
  if (field.kind === 'select') {
    const options = (field.options ?? []).map((option) => ({
      id: String(option),
      label: optionNames[String(option)] ?? String(option),
    }));
    return (
      <ChoiceField
        label={field.title}
        help={help}
        error={error}
        options={options}
        value={String(value)}
        onChange={onChange}
        isDisabled={isDisabled}
      />
    );
  }
  return (
    <Field
      label={field.title}
      help={help}
      error={error}
      value={String(value)}
      onChange={onChange}
      isDisabled={isDisabled}
      isRequired={!field.isNullable && field.kind !== 'texts'}
      rows={field.kind === 'texts' ? 3 : 1}
      inputMode={field.kind === 'number' ? 'numeric' : 'text'}
      autoComplete="off"
    />
  );
}
