import { useRights } from '../session/session.js';
import { Badge } from '../ui/badge.js';
import { Card } from '../ui/card.js';
import { channelNames } from '../ui/channel-names.js';
import { type Column, DataTable } from '../ui/data-table.js';
import { Time } from '../ui/time.js';
import { ActWithReason } from './act-with-reason.js';
import { type Factor, pathOfUser, type WholeUser } from './contract.js';

function RemoveFactor({ user, factor }: { readonly user: WholeUser; readonly factor: Factor }) {
  return (
    <ActWithReason
      small
      label="Remove"
      title={`Remove ${factor.name}?`}
      confirm="Remove"
      isDanger
      path={`${pathOfUser(user)}/factors/${factor.id}/remove`}
      done={`${factor.name} is removed`}
    >
      <p>It counts no more, and their devices are no longer trusted. With the last factor the recovery codes go too.</p>
      <p>The user is told.</p>
    </ActWithReason>
  );
}

/** Nothing for a factor with which all is well. */
function factorState({ status, weak, possibleCloneAt }: Factor) {
  if (status === 'active' && !weak && possibleCloneAt === undefined) return null;
  return (
    <span className="row tight-row">
      {status === 'pending' ? <Badge>Not confirmed</Badge> : null}
      {weak ? <Badge kind="warn">Weak secret</Badge> : null}
      {possibleCloneAt === undefined ? null : <Badge kind="bad">May be copied</Badge>}
    </span>
  );
}

function columnsFor(user: WholeUser, mayRemove: boolean): readonly Column<Factor>[] {
  const remove: Column<Factor> = { title: 'Actions', cell: (factor) => <RemoveFactor user={user} factor={factor} /> };
  return [
    {
      title: 'Factor',
      cell: ({ name, type, address }) => (
        <>
          <bdi>{name}</bdi>
          <span className="help">
            {channelNames[type]}
            {address === null ? '' : ` · ${address}`}
          </span>
        </>
      ),
    },
    { title: 'Added', cell: ({ createdAt }) => <Time at={createdAt} /> },
    {
      title: 'Last used',
      cell: ({ lastUsedAt }) => (lastUsedAt === null ? <span className="soft">never</span> : <Time at={lastUsedAt} />),
    },
    ...(user.factors.some((factor) => factorState(factor) !== null) ? [{ title: 'State', cell: factorState }] : []),
    ...(mayRemove ? [remove] : []),
  ];
}

function RecoveryCodes({ codes }: { readonly codes: WholeUser['recoveryCodes'] }) {
  if (codes === null) return <p className="soft">They have no recovery codes.</p>;
  const { left, made, madeAt } = codes;
  return (
    <p className="row">
      <Badge kind={left === 0 ? 'bad' : left <= 2 ? 'warn' : 'good'}>
        {left} of {made} recovery codes left
      </Badge>
      <span className="soft">
        made <Time at={madeAt} />
      </span>
    </p>
  );
}

export function FactorsCard({ user }: { readonly user: WholeUser }) {
  const { may } = useRights();
  const mayRemove = may('admin') && user.reset.how !== 'off';
  return (
    <Card title="Factors">
      {user.factors.length === 0 ? (
        <p className="soft">None is set up.</p>
      ) : (
        <DataTable label="Factors" rows={user.factors} rowKey={({ id }) => id} columns={columnsFor(user, mayRemove)} />
      )}
      <RecoveryCodes codes={user.recoveryCodes} />
    </Card>
  );
}
