import type { Problem } from '../api/problem.js';
import { ChoiceField } from '../ui/choice-field.js';
import { Field } from '../ui/field.js';
import { SwitchField } from '../ui/switch-field.js';
import type { FormField, Provider } from './contract.js';
import { type ConfigDraft, isShown } from './provider-draft.js';

interface ConfigFieldsProps {
  readonly fields: readonly FormField[];
  readonly draft: ConfigDraft;
  readonly onChange: (draft: ConfigDraft) => void;
  /** Undefined while a new one is connected. */
  readonly provider: Provider | undefined;
  readonly problem: Problem | undefined;
}

interface OneFieldProps {
  readonly field: FormField;
  readonly value: string | boolean;
  readonly set: (value: string | boolean) => void;
  readonly isStored: boolean;
  readonly error: string | undefined;
}

function OneField({ field, value, set, isStored, error }: OneFieldProps) {
  const { label, help, required, placeholder } = field;
  const text = String(value);
  switch (field.kind) {
    case 'switch':
      return <SwitchField label={label} help={error ?? help} isSelected={value === true} onChange={set} />;
    case 'select':
      return (
        <ChoiceField
          label={label}
          help={help}
          error={error}
          options={(field.options ?? []).map((option) => ({ id: option.value, label: option.label }))}
          value={text}
          onChange={set}
        />
      );
    case 'secret':
      return (
        <div className="stack tight">
          <Field
            label={label}
            type="password"
            autoComplete="off"
            help={isStored ? `${help} One is stored; it stays as long as this is empty.` : help}
            value={text}
            onChange={set}
            error={error}
            isRequired={required}
            placeholder={isStored ? '••••••••' : ''}
          />
        </div>
      );
    case 'multiline':
    case 'pairs':
    case 'json':
      return (
        <Field
          label={label}
          help={field.kind === 'pairs' ? `${help} One a line, as “Name: value”.` : help}
          value={text}
          onChange={set}
          error={error}
          isRequired={required}
          placeholder={placeholder ?? ''}
          rows={field.kind === 'pairs' ? 3 : 5}
          inputClass="mono"
        />
      );
    case 'text':
    case 'number':
      return (
        <Field
          label={label}
          help={help}
          value={text}
          onChange={set}
          error={error}
          isRequired={required}
          placeholder={placeholder ?? ''}
          inputMode={field.kind === 'number' ? 'numeric' : 'text'}
          autoComplete="off"
        />
      );
  }
}

/** The form of a kind, drawn from its metadata and nothing else: a new kind needs no change here. */
export function ConfigFields({ fields, draft, onChange, provider, problem }: ConfigFieldsProps) {
  return (
    <>
      {fields
        .filter((field) => isShown(field, draft))
        .map((field) => (
          <OneField
            key={field.name}
            field={field}
            value={draft[field.name] ?? ''}
            set={(value) => onChange({ ...draft, [field.name]: value })}
            isStored={provider?.config?.[field.name] !== undefined && provider.config[field.name] !== null}
            error={problem?.messageOf(`config.${field.name}`)}
          />
        ))}
    </>
  );
}
