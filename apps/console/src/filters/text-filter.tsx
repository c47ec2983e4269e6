import { useEffect, useState } from 'react';
import { Field } from '../ui/field.js';

interface TextFilterProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly placeholder?: string;
}

/** Takes effect with Enter or when it is left, since only whole values are found. */
export function TextFilter({ label, value, onChange, placeholder }: TextFilterProps) {
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  const take = (): void => {
    if (text.trim() !== value) onChange(text.trim());
  };
  return (
    <form
      className="field"
      role="search"
      onBlur={take}
      onSubmit={(event) => {
        event.preventDefault();
        take();
      }}
    >
      <Field
        label={label}
        type="search"
        value={text}
        onChange={setText}
        isRequired
        {...(placeholder === undefined ? {} : { placeholder })}
      />
    </form>
  );
}
