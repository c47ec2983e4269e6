import { type FormEvent, useState } from 'react';
import type { AppPassword } from '../api/contract.js';
import { callPageApi } from '../api/page-api.js';
import { useProof } from '../challenge/use-proof.js';
import { useText } from '../text/text.js';
import { Action } from '../ui/action.js';
import { CopyButton } from '../ui/copy-button.js';
import { Field } from '../ui/field.js';
import { Icon } from '../ui/icons.js';
import { ProblemNotice } from '../ui/problem.js';
import { useAct } from '../visit/use-act.js';
import { useVisit } from '../visit/visit.js';
import { AskFirst } from './ask-first.js';
import { Section } from './section.js';
import { useList } from './use-list.js';

const read = async () =>
  (await callPageApi<{ appPasswords: readonly AppPassword[] }>('GET', '/app-passwords')).appPasswords;

/** Named, one for each program, shown once, gone at once when revoked. */
export function AppPasswords() {
  const text = useText();
  const { state, call } = useVisit();
  const { items, reload } = useList(read);
  const { isPending, problem, run } = useAct();
  const proof = useProof(run);
  const [name, setName] = useState('');
  const [secret, setSecret] = useState<string>();
  const make = (event: FormEvent) => {
    event.preventDefault();
    void run(() =>
      proof.withProof(async (id) => {
        const made = await call<{ password: string }>('POST', '/app-passwords', { name: name.trim() }, id);
        setSecret(made.password);
        setName('');
        reload();
      }),
    );
  };
  const revoke = (id: string) =>
    void run(async () => {
      await call('DELETE', `/app-passwords/${id}`);
      reload();
    });
  if (proof.question) return proof.question;
  if (!items) return null;
  return (
    <Section title={text('apps.title')}>
      <p className="soft small">{text('apps.explain')}</p>
      <ProblemNotice problem={problem} application={state.application.name} />
      {items.length > 0 ? (
        <ul className="items">
          {items.map((item) => (
            <li key={item.id}>
              <Icon name="key" />
              <div>
                <strong>{item.name}</strong>
                <p className="soft small">
                  {item.lastUsedAt
                    ? text('manage.lastUsed', { date: text.date(item.lastUsedAt) })
                    : text('manage.neverUsed')}
                </p>
              </div>
              <div className="row">
                <AskFirst
                  label={text('remove')}
                  question={text('manage.removeAsk', { name: item.name })}
                  onYes={() => revoke(item.id)}
                />
              </div>
            </li>
          ))}
        </ul>
      ) : null}
      {secret ? (
        <div className="notice stack" role="status">
          <p>{text('shownOnce')}</p>
          <p className="secret">{secret}</p>
          <CopyButton content={secret} />
        </div>
      ) : null}
      <form className="stack" onSubmit={make}>
        <Field label={text('apps.name')} value={name} onChange={setName} maxLength={80} />
        <Action type="submit" isPending={isPending} isDisabled={name.trim() === ''}>
          {text('apps.make')}
        </Action>
      </form>
    </Section>
  );
}
