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
      return `${name} = ${isPlain ? String(value) : `"${String(value)}"`}`;
    })
    .join('\n');
}

const types = [
  { id: 'any', label: 'Persons and service accounts' },
  { id: 'person', label: 'Persons' },
  { id: 'service', label: 'Service accounts' },
];

const dayOf = (time: string | null): string => time?.slice(0, 10) ?? '';
const timeOf = (day: string): string | null => (day.trim() === '' ? null : `${day.trim()}T00:00:00Z`);

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
  const [name, setName] = useState(rule.name);
  const [type, setType] = useState(rule.when.type ?? 'any');
  const [attributes, setAttributes] = useState(attributesText(rule.when.attributes));
  const [after, setAfter] = useState(dayOf(rule.when.createdAfter));
  const [before, setBefore] = useState(dayOf(rule.when.createdBefore));
  const [requirement, setRequirement] = useState<Requirement>(rule.requirement);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    event.stopPropagation();
    if (name.trim() === '') return;
    onDone({
      ...rule,
      name: name.trim(),
      when: {
        attributes: parseAttributes(attributes),
        createdAfter: timeOf(after),
        createdBefore: timeOf(before),
        type: type === 'person' || type === 'service' ? type : null,
      },
      requirement,
    });
  };
  return (
    <Dialog title={rule.name === '' ? 'A new rule' : `Change ${rule.name}`} isOpen onClose={onClose} wide>
      <form className="stack" onSubmit={submit}>
        <Field
          label="Name of the rule"
          help="Told to whoever asks why a user is asked."
          value={name}
          onChange={setName}
          maxLength={80}
          isRequired
          autoFocus
        />
        <ChoiceField label="Holds for" options={types} value={type} onChange={(id) => setType(id as typeof type)} />
        <Field
          label="Attributes"
          help="As the application tells them of a user, one a line: staff = true"
          value={attributes}
          onChange={setAttributes}
          rows={3}
          inputClass="mono"
        />
        <div className="columns">
          <Field
            label="Created since"
            help="UTC, such as 2026-01-31."
            value={after}
            onChange={setAfter}
            placeholder="YYYY-MM-DD"
            inputMode="numeric"
          />
          <Field
            label="Created before"
            help="UTC, this day not included."
            value={before}
            onChange={setBefore}
            placeholder="YYYY-MM-DD"
            inputMode="numeric"
          />
        </div>
        <ChoiceField
          label="A second factor is"
          options={requirementOptions}
          value={requirement}
          onChange={(id) => setRequirement(id as Requirement)}
        />
        <div className="row end">
          <Action onPress={onClose}>Cancel</Action>
          <Action kind="main" type="submit" isDisabled={name.trim() === ''}>
            Done
          </Action>
        </div>
      </form>
    </Dialog>
  );
}
