import { type FormEvent, useState } from 'react';
import type { AppPassword } from '../api/contract.js';
import { callPageApi } from '../api/page-api.js';
import { useText } from '../text/text.js';
import { Action } from '../ui/action.js';
import { Field } from '../ui/field.js';
import { ProblemNotice } from '../ui/problem.js';
import { useAct } from '../visit/use-act.js';
import { useVisit } from '../visit/visit.js';
import { NotThere } from './not-there.js';
import { RemovableItems } from './removable-items.js';
import { Section } from './section.js';
import { useList } from './use-list.js';

const read = async () =>
  (await callPageApi<{ appPasswords: readonly AppPassword[] }>('GET', '/app-passwords')).appPasswords;

interface AppPasswordsProps {
  readonly isPending: boolean;
  /** Makes one for the program of this name. */
  readonly onMake: (name: string) => void;
}

/** Named, one for each program, gone at once when revoked. */
export function AppPasswords({ isPending, onMake }: AppPasswordsProps) {
  const text = useText();
  const { state, call } = useVisit();
  const { items, problem: missing, reload } = useList(read);
  const { problem, run } = useAct();
  const [name, setName] = useState('');
  const make = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() !== '') onMake(name.trim());
  };
  const revoke = (id: string) =>
    void run(async () => {
      await call('DELETE', `/app-passwords/${id}`);
      reload();
    });
  if (!items) return <NotThere title={text('apps.title')} problem={missing} onAgain={reload} />;
  const passwords = items.map(({ id, name: program, lastUsedAt }) => ({
    id,
    name: program,
    detail: lastUsedAt ? text('manage.lastUsed', { date: text.date(lastUsedAt) }) : text('manage.neverUsed'),
  }));
  return (
    <Section title={text('apps.title')}>
      <p className="soft small">{text('apps.explain')}</p>
      <ProblemNotice problem={problem} application={state.application.name} />
      <RemovableItems items={passwords} icon="key" onRemove={revoke} />
      <form className="stack" onSubmit={make}>
        <Field label={text('apps.name')} value={name} onChange={setName} maxLength={80} />
        <Action type="submit" isPending={isPending} isDisabled={name.trim() === ''}>
          {text('apps.make')}
        </Action>
      </form>
    </Section>
  );
}
