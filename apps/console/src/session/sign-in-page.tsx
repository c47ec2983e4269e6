import { type FormEvent, useState } from 'react';
import { ask } from '../api/ask.js';
import { asProblem, type Problem } from '../api/problem.js';
import type { WithSession } from '../api/session-contract.js';
import { Action } from '../ui/action.js';
import { Field } from '../ui/field.js';
import { ProblemNotice } from '../ui/notice.js';
import { Gate } from './gate.js';
import { useSession } from './session.js';

export function SignInPage() {
  const { setState } = useSession();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [problem, setProblem] = useState<Problem>();
  const [isPending, setPending] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setPending(true);
    setProblem(undefined);
    ask<WithSession>('POST', '/console/v1/session', { email, password })
      .then(
        ({ session }) => setState(session),
        (error: unknown) => setProblem(asProblem(error)),
      )
      .finally(() => setPending(false));
  };
  return (
    <Gate title="Sign in">
      <form className="stack" onSubmit={submit}>
        <Field
          label="Email"
          type="email"
          name="email"
          autoComplete="username"
          value={email}
          onChange={setEmail}
          error={problem?.messageOf('email')}
          isRequired
          autoFocus
        />
        <Field
          label="Password"
          type="password"
          name="password"
          autoComplete="current-password"
          value={password}
          onChange={setPassword}
          error={problem?.messageOf('password')}
          isRequired
        />
        <ProblemNotice problem={problem} shownElsewhere={['email', 'password']} />
        <Action kind="main" type="submit" isPending={isPending}>
          Continue
        </Action>
      </form>
      <p className="help">Lost your password and your second factor? An operator of this installation can help.</p>
    </Gate>
  );
}
