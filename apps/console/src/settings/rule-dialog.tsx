import { type FormEvent, useState } from 'react';
import { Action } from '../ui/action.js';
import { ChoiceField } from '../ui/choice-field.js';
import { Dialog } from '../ui/dialog.js';
import { Field } from '../ui/field.js';
import type { Requirement, Rule } from './contract.js';
import { requirementOptions } from './requirement-names.js';

type Attributes = Rule['when']['attributes'];

/** A number and yes or no are what they look like; quotes make a text of them. */
function attributeValue(text: string): string | number | boolean {
  if (/^".*"$/.test(text)) return text.slice(1, -1);
  if (text === 'true' || text === 'false') return text === 'true';
  return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : text;
}

export function parseAttributes(text: string): Attributes {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  return Object.fromEntries(
    lines.map((line) => {
      const at = line.indexOf('=');
      const [name, value] = at < 0 ? [line, 'true'] : [line.slice(0, at), line.slice(at + 1)];
      return [name.trim(), attributeValue(value.trim())];
    }),
  );
}

export function attributesText(attributes: Attributes): string {
  return Object.entries(attributes)
    .map(([name, value]) => {
      const isPlain = typeof value !== 'string' || attributeValue(value) === value;
      return `${name} = ${isPlain ? String(value) : `"${value}"`}`;
    })
    .join('\n');
}

const types = [
  { id: 'any', label: 'Persons and service accounts' },
  { id: 'person', label: 'Persons' },
  { id: 'service', label: 'Service accounts' },
];

interface RuleDraft {
  readonly name: string;
  readonly type: string;
  readonly attributes: string;
  readonly after: string;
  readonly before: string;
  readonly requirement: Requirement;
}

const dayOf = (time: string | null): string => time?.slice(0, 10) ?? '';
const timeOf = (day: string): string | null => (day.trim() === '' ? null : `${day.trim()}T00:00:00Z`);

function draftOf({ name, when, requirement }: Rule): RuleDraft {
  return {
    name,
    type: when.type ?? 'any',
    attributes: attributesText(when.attributes),
    after: dayOf(when.createdAfter),
    before: dayOf(when.createdBefore),
    requirement,
  };
}

function ruleOf(rule: Rule, draft: RuleDraft): Rule {
  return {
    ...rule,
    name: draft.name.trim(),
    when: {
      attributes: parseAttributes(draft.attributes),
      createdAfter: timeOf(draft.after),
      createdBefore: timeOf(draft.before),
      type: draft.type === 'person' || draft.type === 'service' ? draft.type : null,
    },
    requirement: draft.requirement,
  };
}

function RuleFields({ draft, set }: { draft: RuleDraft; set: (change: Partial<RuleDraft>) => void }) {
  return (
    <>
      <Field
        label="Name of the rule"
        help="Told to whoever asks why a user is asked."
        value={draft.name}
        onChange={(name) => set({ name })}
        maxLength={80}
        isRequired
        autoFocus
      />
      <ChoiceField label="Holds for" options={types} value={draft.type} onChange={(type) => set({ type })} />
      <Field
        label="Attributes"
        help="As the application tells them of a user, one a line: staff = true"
        value={draft.attributes}
        onChange={(attributes) => set({ attributes })}
        rows={3}
        inputClass="mono"
      />
      <div className="columns">
        <Field
          label="Created since"
          help="UTC, such as 2026-01-31."
          value={draft.after}
          onChange={(after) => set({ after })}
          placeholder="YYYY-MM-DD"
          inputMode="numeric"
        />
        <Field
          label="Created before"
          help="UTC, this day not included."
          value={draft.before}
          onChange={(before) => set({ before })}
          placeholder="YYYY-MM-DD"
          inputMode="numeric"
        />
      </div>
      <ChoiceField
        label="A second factor is"
        options={requirementOptions}
        value={draft.requirement}
        onChange={(id) => set({ requirement: id as Requirement })}
      />
    </>
  );
}

/** One rule. Every condition that is given must hold. */
export function RuleDialog({
  rule,
  onClose,
  onDone,
}: {
  readonly rule: Rule;
  readonly onClose: () => void;
  readonly onDone: (rule: Rule) => void;
}) {
  const [draft, setDraft] = useState(() => draftOf(rule));
  const isReady = draft.name.trim() !== '';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    // The form of the policy stands around this one.
    event.stopPropagation();
    if (isReady) onDone(ruleOf(rule, draft));
  };
  return (
    <Dialog title={rule.name === '' ? 'A new rule' : `Change ${rule.name}`} isOpen onClose={onClose} wide>
      <form className="stack" onSubmit={submit}>
        <RuleFields draft={draft} set={(change) => setDraft({ ...draft, ...change })} />
        <div className="row end">
          <Action onPress={onClose}>Cancel</Action>
          <Action kind="main" type="submit" isDisabled={!isReady}>
            Done
          </Action>
        </div>
      </form>
    </Dialog>
  );
}
