import { type FormEvent, useEffect, useState } from 'react';
import { ask } from '../api/ask.js';
import { asProblem, type Problem } from '../api/problem.js';
import type { WithSession } from '../api/session-contract.js';
import { Action } from '../ui/action.js';
import { Field } from '../ui/field.js';
import { ProblemNotice } from '../ui/notice.js';
import { Waiting } from '../ui/page.js';
import { Gate } from './gate.js';
import { useSession } from './session.js';

interface Link {
  readonly kind: 'set-up' | 'invitation' | 'reset';
  readonly email: string | null;
  readonly name: string | null;
}

const titles = {
  'set-up': ['Make the first admin', 'You will be the owner of this installation. A second factor comes next.'],
  invitation: ['Welcome to Otpost', 'Choose a password. A second factor comes next.'],
  reset: [
    'Begin anew',
    'Your old password and second factors no longer work. Choose a password; a second factor comes next.',
  ],
} as const;

interface Chosen {
  readonly email: string;
  readonly name: string;
  readonly password: string;
}

function AccountForm({
  token,
  link,
  onFollowed,
}: {
  readonly token: string;
  readonly link: Link;
  readonly onFollowed: () => void;
}) {
  const { setState } = useSession();
  const [chosen, setChosen] = useState<Chosen>({ email: link.email ?? '', name: link.name ?? '', password: '' });
  const [problem, setProblem] = useState<Problem>();
  const [isPending, setPending] = useState(false);
  const set = (field: keyof Chosen) => (value: string) => setChosen((before) => ({ ...before, [field]: value }));
  const follow = async (own: object): Promise<void> => {
    const { password } = chosen;
    const { session } = await ask<WithSession>('POST', '/console/v1/links/follow', { token, password, ...own });
    onFollowed();
    setState(session);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setPending(true);
    setProblem(undefined);
    const { email, name } = chosen;
    const own = link.email === null ? { email, name } : { name };
    follow(own)
      .catch((error: unknown) => setProblem(asProblem(error)))
      .finally(() => setPending(false));
  };
  return (
    <form className="stack" onSubmit={submit}>
      <Field
        label="Email"
        type="email"
        autoComplete="username"
        value={chosen.email}
        onChange={set('email')}
        error={problem?.messageOf('email')}
        isRequired
        isDisabled={link.email !== null}
        autoFocus={link.email === null}
      />
      <Field
        label="Your name"
        autoComplete="name"
        help="Other admins see it."
        value={chosen.name}
        onChange={set('name')}
        error={problem?.messageOf('name')}
        isRequired
      />
      <Field
        label="Password"
        type="password"
        autoComplete="new-password"
        help="At least 8 characters; a sentence is best."
        value={chosen.password}
        onChange={set('password')}
        error={problem?.messageOf('password')}
        isRequired
        autoFocus={link.email !== null}
      />
      <ProblemNotice problem={problem} shownElsewhere={['email', 'name', 'password']} />
      <Action kind="main" type="submit" isPending={isPending}>
        Continue
      </Action>
    </form>
  );
}

/** What a set-up, an invitation and a reset lead to. The token was behind the # and is in no address any more. */
export function LinkPage({ token, onDone }: { readonly token: string; readonly onDone: () => void }) {
  const [link, setLink] = useState<Link>();
  const [problem, setProblem] = useState<Problem>();
  useEffect(() => {
    ask<Link>('POST', '/console/v1/links/look', { token }).then(setLink, (error: unknown) =>
      setProblem(asProblem(error)),
    );
  }, [token]);
  if (problem) {
    return (
      <Gate
        title="This link does not work"
        takesFocus
        lead={
          problem.code === 'not_found'
            ? 'It may have been used, replaced by a newer one, or be too old. Ask for a new one.'
            : problem.message
        }
      >
        <Action onPress={onDone}>To the sign-in</Action>
      </Gate>
    );
  }
  const [title, lead] = titles[link?.kind ?? 'invitation'];
  return (
    <Gate title={link ? title : 'One moment'} lead={link ? lead : undefined}>
      {link ? <AccountForm token={token} link={link} onFollowed={onDone} /> : <Waiting lines={3} />}
    </Gate>
  );
}
