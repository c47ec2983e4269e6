import { type FormEvent, useEffect, useRef, useState } from 'react';
import { Action } from '../ui/action.js';
import { Field } from '../ui/field.js';

interface CodeFormProps {
  readonly label: string;
  readonly help?: string;
  readonly error: string | undefined;
  /** Counts the answers, so that a second same error is told again. */
  readonly answers: number;
  readonly isPending: boolean;
  readonly submit: string;
  readonly takesLetters?: boolean;
  readonly onCode: (code: string) => void;
}

/** One field that takes pasting and the code of the phone; nothing is sent by itself (SECURITY J13). */
export function CodeForm({
  label,
  help,
  error,
  answers,
  isPending,
  submit,
  takesLetters = false,
  onCode,
}: CodeFormProps) {
  const [code, setCode] = useState('');
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    if (answers > 0) input.current?.select();
  }, [answers]);
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (code.trim() !== '') onCode(code.trim());
  };
  return (
    <form className="stack" onSubmit={send}>
      <Field
        label={label}
        help={help}
        value={code}
        onChange={setCode}
        error={error}
        inputMode={takesLetters ? 'text' : 'numeric'}
        autoComplete={takesLetters ? 'off' : 'one-time-code'}
        inputClass="code"
        inputRef={input}
        maxLength={32}
        isRequired
        autoFocus
      />
      <Action kind="main" type="submit" isPending={isPending}>
        {submit}
      </Action>
    </form>
  );
}
