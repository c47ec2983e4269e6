import type { ReactNode } from 'react';
import { FieldError } from 'react-aria-components/FieldError';
import { Input } from 'react-aria-components/Input';
import { Label } from 'react-aria-components/Label';
import { Text } from 'react-aria-components/Text';
import { TextArea } from 'react-aria-components/TextArea';
import { TextField } from 'react-aria-components/TextField';

interface FieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly help?: ReactNode;
  /** Tied to the field, and told at once. */
  readonly error?: string | undefined;
  readonly type?: 'text' | 'email' | 'tel' | 'password' | 'url' | 'search' | 'number' | 'datetime-local';
  readonly inputMode?: 'numeric' | 'text' | 'email' | 'tel' | 'url';
  readonly autoComplete?: string;
  readonly placeholder?: string;
  readonly inputClass?: string;
  readonly inputRef?: React.Ref<HTMLInputElement>;
  readonly maxLength?: number;
  readonly autoFocus?: boolean;
  readonly isRequired?: boolean;
  readonly isDisabled?: boolean;
  readonly name?: string;
  /** More than one: a text of several lines. */
  readonly rows?: number;
}

export function Field({ label, help, error, inputClass = '', inputRef, placeholder, rows = 1, ...rest }: FieldProps) {
  const shared = {
    className: inputClass,
    spellCheck: 'false',
    autoCapitalize: 'off',
    placeholder: placeholder ?? '',
  } as const;
  return (
    <TextField {...rest} className="field" isInvalid={error !== undefined} validationBehavior="aria">
      <Label>
        {label}
        {rest.isRequired ? null : <span className="optional"> optional</span>}
      </Label>
      {rows > 1 ? <TextArea {...shared} rows={rows} /> : <Input {...shared} ref={inputRef ?? null} />}
      {help ? (
        <Text slot="description" className="help">
          {help}
        </Text>
      ) : null}
      <FieldError className="field-error">{error}</FieldError>
    </TextField>
  );
}
