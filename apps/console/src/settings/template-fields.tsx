import type { Problem } from '../api/problem.js';
import { Field } from '../ui/field.js';
import { directionOf } from './locale-names.js';
import type { TemplateDraft } from './template-draft.js';

const placeholders = 'code, brand, minutes, purpose, amount and payee stand in double braces: {{code}}.';

interface TemplateFieldsProps {
  readonly draft: TemplateDraft;
  readonly onChange: (draft: TemplateDraft) => void;
  /** Of the preview, told while one types, or of the save. */
  readonly problem: Problem | undefined;
  readonly isDisabled: boolean;
}

/** The texts, in the direction of their language. */
export function TemplateFields({ draft, onChange, problem, isDisabled }: TemplateFieldsProps) {
  const set = (change: Partial<TemplateDraft>) => onChange({ ...draft, ...change });
  return (
    <div className="stack texts" data-direction={directionOf(draft.locale)}>
      {draft.channel === 'email' ? (
        <Field
          label="Subject"
          help="Empty: the built-in subject of the language."
          value={draft.subject}
          onChange={(subject) => set({ subject })}
          error={problem?.messageOf('subject')}
          isDisabled={isDisabled}
          autoComplete="off"
        />
      ) : null}
      <Field
        label="Text"
        help={`{{code}} once. ${placeholders}`}
        value={draft.text}
        onChange={(text) => set({ text })}
        error={problem?.messageOf('text')}
        isDisabled={isDisabled}
        rows={draft.channel === 'sms' ? 4 : 8}
        isRequired
      />
      {draft.channel === 'email' ? (
        <Field
          label="HTML"
          help="Empty: made from the text, in a design that mail programs show well."
          value={draft.html}
          onChange={(html) => set({ html })}
          error={problem?.messageOf('html')}
          isDisabled={isDisabled}
          rows={6}
          inputClass="mono"
        />
      ) : null}
    </div>
  );
}
