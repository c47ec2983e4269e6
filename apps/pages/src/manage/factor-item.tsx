import { type FormEvent, useState } from 'react';
import type { Factor } from '../api/contract.js';
import { useText } from '../text/text.js';
import { Action } from '../ui/action.js';
import { Field } from '../ui/field.js';
import { Icon } from '../ui/icons.js';
import { AskFirst } from './ask-first.js';

interface FactorItemProps {
  readonly factor: Factor;
  readonly onRename: (name: string) => void;
  readonly onReplace: () => void;
  readonly onRemove: () => void;
}

export function FactorItem({ factor, onRename, onReplace, onRemove }: FactorItemProps) {
  const text = useText();
  const { type, address, createdAt, lastUsedAt } = factor;
  const [name, setName] = useState<string>();
  const save = (event: FormEvent) => {
    event.preventDefault();
    if (name?.trim()) onRename(name.trim());
    setName(undefined);
  };
  const used = lastUsedAt ? text('manage.lastUsed', { date: text.date(lastUsedAt) }) : text('manage.neverUsed');
  return (
    <li>
      <Icon name={type} />
      <div>
        <strong>{factor.name}</strong>
        <p className="soft small">{address ?? text(`type.${type}`)}</p>
        <p className="soft small">
          {text('manage.added', { date: text.date(createdAt) })} · {used}
        </p>
      </div>
      {name === undefined ? (
        <div className="row">
          <Action kind="quiet" onPress={() => setName(factor.name)}>
            {text('rename')}
          </Action>
          <Action kind="quiet" onPress={onReplace}>
            {text('replace')}
          </Action>
          <AskFirst
            label={text('remove')}
            question={text('manage.removeAsk', { name: factor.name })}
            onYes={onRemove}
          />
        </div>
      ) : (
        <form className="stack full" onSubmit={save}>
          <Field label={text('name')} value={name} onChange={setName} maxLength={80} />
          <div className="row">
            <Action kind="main" type="submit">
              {text('save')}
            </Action>
            <Action onPress={() => setName(undefined)}>{text('cancel')}</Action>
          </div>
        </form>
      )}
    </li>
  );
}
