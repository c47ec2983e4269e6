import type { ReactNode } from 'react';
import { FieldError } from 'react-aria-components/FieldError';
import { Input } from 'react-aria-components/Input';
import { Label } from 'react-aria-components/Label';
import { Text } from 'react-aria-components/Text';
import { TextField } from 'react-aria-components/TextField';

interface FieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly help?: ReactNode;
  /** Tied to the field, and told at once. */
  readonly error?: string | undefined;
  readonly type?: 'text' | 'email' | 'tel';
  readonly inputMode?: 'numeric' | 'text' | 'email' | 'tel';
  readonly autoComplete?: string;
  readonly inputClass?: string;
  readonly inputRef?: React.Ref<HTMLInputElement>;
  readonly maxLength?: number;
  readonly autoFocus?: boolean;
  readonly 'aria-describedby'?: string;
}

export function Field({ label, help, error, inputClass = '', inputRef, ...rest }: FieldProps) {
  return (
    <TextField {...rest} className="field" isInvalid={error !== undefined} validationBehavior="aria">
      <Label>{label}</Label>
      <Input className={inputClass} ref={inputRef ?? null} spellCheck="false" autoCapitalize="off" />
      {help ? (
        <Text slot="description" className="soft small">
          {help}
        </Text>
      ) : null}
      <FieldError className="field-error">{error}</FieldError>
    </TextField>
  );
}
