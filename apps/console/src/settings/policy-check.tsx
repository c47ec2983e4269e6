import { type FormEvent, useState } from 'react';
import { useChange } from '../api/client.js';
import { Action } from '../ui/action.js';
import { Badge } from '../ui/badge.js';
import { Card } from '../ui/card.js';
import { Field } from '../ui/field.js';
import { ProblemNotice } from '../ui/notice.js';

interface NextSignIn {
  readonly outcome: 'nothing' | 'later' | 'second_factor' | 'set_up' | 'replace' | 'app_password';
  readonly sentence: string;
}

const outcomes: Readonly<Record<NextSignIn['outcome'], { kind: 'plain' | 'good' | 'warn'; text: string }>> = {
  nothing: { kind: 'plain', text: 'Nothing is asked' },
  later: { kind: 'warn', text: 'Asked later' },
  second_factor: { kind: 'good', text: 'Asked for a second factor' },
  set_up: { kind: 'warn', text: 'Must set one up' },
  replace: { kind: 'warn', text: 'Must replace a lost one' },
  app_password: { kind: 'plain', text: 'App password' },
};

function Answer({ title, next }: { readonly title: string; readonly next: NextSignIn }) {
  const { kind, text } = outcomes[next.outcome];
  return (
    <div className="stack tight">
      <h3>{title}</h3>
      <Badge kind={kind}>{text}</Badge>
      <p>{next.sentence}</p>
    </div>
  );
}

/** What the next sign-in asks of one user, by the policy that holds and by the changes that are not saved. */
export function PolicyCheck({
  applicationId,
  patch,
}: {
  readonly applicationId: string;
  readonly patch: Readonly<Record<string, unknown>> | undefined;
}) {
  const [user, setUser] = useState('');
  const check = useChange<void, { present: NextSignIn; proposed: NextSignIn | null }>({
    method: 'POST',
    path: '/admin/v1/policies/check',
    body: () => ({ application: applicationId, user: user.trim(), ...(patch ? { policy: patch } : {}) }),
    makesOld: [],
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (user.trim() !== '') check.mutate();
  };
  const notFound = check.problem?.code === 'not_found' ? 'There is no user with this id.' : undefined;
  return (
    <Card title="What would happen to a user?" help="At the next sign-in. Looking changes nothing.">
      <form className="row ask-user" onSubmit={submit}>
        <Field
          label="Id of the user"
          help="As the application knows it."
          value={user}
          onChange={setUser}
          error={notFound ?? check.problem?.messageOf('user')}
          autoComplete="off"
          isRequired
        />
        <Action type="submit" isPending={check.isPending} isDisabled={user.trim() === ''}>
          Look
        </Action>
      </form>
      <ProblemNotice problem={notFound ? undefined : check.problem} shownElsewhere={['user']} />
      {check.data ? (
        <div className="columns" aria-live="polite">
          <Answer title="Now" next={check.data.present} />
          {check.data.proposed ? <Answer title="With the changes above" next={check.data.proposed} /> : null}
        </div>
      ) : null}
    </Card>
  );
}
