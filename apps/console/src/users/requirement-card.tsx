import { useRights } from '../session/session.js';
import { Badge } from '../ui/badge.js';
import { Card } from '../ui/card.js';
import { Time } from '../ui/time.js';
import { ActWithReason } from './act-with-reason.js';
import { pathOfUser, type User, type WholeUser } from './contract.js';

const words = {
  required: {
    required: true,
    label: 'Require',
    done: 'is required of',
    sentence: 'They are asked for a second factor, whatever the policy says.',
  },
  exempt: {
    required: false,
    label: 'Exempt',
    done: 'is not asked of',
    sentence: 'They are asked for none, whatever the policy says.',
  },
  inherit: {
    required: 'inherit',
    label: 'As the policy says',
    done: 'is asked by the policy of',
    sentence: 'The policy of the application decides again.',
  },
} as const;

function Override({ user, to }: { readonly user: WholeUser; readonly to: User['requirement'] }) {
  const { required, label, done, sentence } = words[to];
  return (
    <ActWithReason
      small
      label={label}
      title={`${label}: ${user.id}`}
      confirm={label}
      isDanger={to === 'exempt'}
      method="PUT"
      path={`${pathOfUser(user)}/requirement`}
      more={{ required }}
      done={`A second factor ${done} ${user.id}`}
    >
      <p>{sentence}</p>
    </ActWithReason>
  );
}

const others = (now: User['requirement']) => (['required', 'exempt', 'inherit'] as const).filter((one) => one !== now);

/** What the policy asks of this user, and why; with the admin's own word for them. */
export function RequirementCard({ user }: { readonly user: WholeUser }) {
  const { may } = useRights();
  const { mfa, requirement } = user;
  return (
    <Card
      title="What is asked of them"
      actions={may('admin') ? others(requirement).map((to) => <Override key={to} user={user} to={to} />) : null}
    >
      <div className="stack tight">
        <p className="row">
          <Badge kind={mfa.required ? (mfa.enrolled ? 'good' : 'warn') : 'plain'}>
            {mfa.required ? 'A second factor is asked' : 'No second factor is asked'}
          </Badge>
          {mfa.mustEnrol ? <Badge kind="warn">Must set one up first</Badge> : null}
        </p>
        <p>{mfa.explanation}</p>
        {mfa.graceEndsAt === undefined ? null : (
          <p className="soft">
            The grace period ends <Time at={mfa.graceEndsAt} />.
          </p>
        )}
      </div>
    </Card>
  );
}
