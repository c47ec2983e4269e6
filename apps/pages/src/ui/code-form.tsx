import { type FormEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { useText } from '../text/text.js';
import { Action } from './action.js';
import { Field } from './field.js';

interface CodeFormProps {
  readonly label: string;
  readonly help?: ReactNode;
  /** What the code is made of: digits for an app or a message, letters as well for a recovery code. */
  readonly kind?: 'digits' | 'recovery';
  readonly error: string | undefined;
  /** Counts the answers, so that a second same error is told again. */
  readonly errorCount: number;
  readonly isPending: boolean;
  readonly onCode: (code: string) => void;
  /** Takes the focus: a phone offers the code of a message only where the cursor is. */
  readonly autoFocus?: boolean;
  readonly describedBy?: string;
  readonly children?: ReactNode;
}

/** Leaves the digits of what was typed or pasted: `123 456` and whole sentences too. */
function digitsOf(text: string): string {
  return text.normalize('NFKC').replaceAll(/\D/g, '').slice(0, 10);
}

/** One field that takes pasting and the one-time code of the phone, and one button; nothing is sent by itself (SECURITY J13). */
export function CodeForm(props: CodeFormProps) {
  const { label, help, kind = 'digits', error, errorCount, isPending, onCode, children } = props;
  const text = useText();
  const [code, setCode] = useState('');
  const [isShort, setShort] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const isDigits = kind === 'digits';
  useEffect(() => {
    if (errorCount > 0) input.current?.select();
  }, [errorCount]);

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const tooShort = code.length < (isDigits ? 6 : 8);
    setShort(tooShort);
    if (tooShort) input.current?.focus();
    else onCode(code);
  };
  return (
    <form className="stack" onSubmit={submit} noValidate>
      <Field
        label={label}
        help={help}
        value={code}
        onChange={(typed) => setCode(isDigits ? digitsOf(typed) : typed)}
        error={isShort ? text('error.short') : error}
        inputMode={isDigits ? 'numeric' : 'text'}
        autoComplete={isDigits ? 'one-time-code' : 'off'}
        inputClass={isDigits ? 'code' : 'code long'}
        inputRef={input}
        maxLength={64}
        autoFocus={props.autoFocus ?? false}
        {...(props.describedBy ? { 'aria-describedby': props.describedBy } : {})}
      />
      {children}
      <Action kind="main" type="submit" wide isPending={isPending}>
        {text('continue')}
      </Action>
    </form>
  );
}
