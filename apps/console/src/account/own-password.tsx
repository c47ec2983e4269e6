import { type FormEvent, useState } from 'react';
import { useChange } from '../api/client.js';
import { Action } from '../ui/action.js';
import { Card } from '../ui/card.js';
import { Field } from '../ui/field.js';
import { ProblemNotice } from '../ui/notice.js';
import { tellDone } from '../ui/toasts.js';

const empty = { current: '', next: '' };

export function OwnPassword() {
  const [chosen, setChosen] = useState(empty);
  const change = useChange<typeof empty>({
    method: 'POST',
    path: '/console/v1/password',
    body: (input) => input,
    makesOld: ['/console/v1/sessions', '/console/v1/events'],
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    change.mutate(chosen, {
      onSuccess: () => {
        setChosen(empty);
        tellDone('Your password was changed, and all other sessions have ended');
      },
    });
  };
  return (
    <Card title="Password" help="A change ends your sessions in all other browsers.">
      <form className="stack" onSubmit={submit}>
        <div className="columns">
          <Field
            label="Present password"
            type="password"
            autoComplete="current-password"
            value={chosen.current}
            onChange={(current) => setChosen({ ...chosen, current })}
            error={change.problem?.messageOf('current')}
            isRequired
          />
          <Field
            label="New password"
            type="password"
            autoComplete="new-password"
            help="At least 8 characters; a sentence is best."
            value={chosen.next}
            onChange={(next) => setChosen({ ...chosen, next })}
            error={change.problem?.messageOf('next')}
            isRequired
          />
        </div>
        <ProblemNotice problem={change.problem} shownElsewhere={['current', 'next']} />
        <div className="row">
          <Action type="submit" isPending={change.isPending}>
            Change the password
          </Action>
        </div>
      </form>
    </Card>
  );
}
