import { useRights } from '../session/session.js';
import { Card } from '../ui/card.js';
import { type Column, DataTable } from '../ui/data-table.js';
import { Time } from '../ui/time.js';
import { ActWithReason } from './act-with-reason.js';
import { type Named, pathOfUser, type TrustedDevice, type WholeUser } from './contract.js';

const nameColumn: Column<Named> = { title: 'Name', cell: ({ name }) => <bdi>{name}</bdi> };
const madeColumn: Column<Named> = { title: 'Added', cell: ({ createdAt }) => <Time at={createdAt} /> };
const usedColumn: Column<Named> = {
  title: 'Last used',
  cell: ({ lastUsedAt }) => (lastUsedAt === null ? <span className="soft">never</span> : <Time at={lastUsedAt} />),
};

interface RevokeProps {
  readonly path: string;
  readonly name: string;
  readonly children: string;
}

function Revoke({ path, name, children }: RevokeProps) {
  return (
    <ActWithReason
      small
      label="Revoke"
      title={`Revoke ${name}?`}
      confirm="Revoke"
      isDanger
      path={path}
      done={`${name} is revoked`}
    >
      <p>{children}</p>
    </ActWithReason>
  );
}

/** What signs in for them without asking; neither card is there where there is nothing. */
export function BelongingsCards({ user }: { readonly user: WholeUser }) {
  const { may } = useRights();
  const at = pathOfUser(user);
  const revoke = <Row extends Named>(folder: string, sentence: string): readonly Column<Row>[] =>
    may('support')
      ? [
          {
            title: 'Actions',
            cell: ({ id, name }) => (
              <Revoke path={`${at}/${folder}/${id}/revoke`} name={name}>
                {sentence}
              </Revoke>
            ),
          },
        ]
      : [];
  const expires: Column<TrustedDevice> = { title: 'Trusted until', cell: ({ expiresAt }) => <Time at={expiresAt} /> };
  return (
    <>
      {user.appPasswords.length === 0 ? null : (
        <Card title="App passwords" help="For programs that cannot answer a challenge.">
          <DataTable
            label="App passwords"
            rows={user.appPasswords}
            rowKey={({ id }) => id}
            columns={[
              nameColumn,
              madeColumn,
              usedColumn,
              ...revoke<Named>('app-passwords', 'The program that uses it is refused from now on.'),
            ]}
          />
        </Card>
      )}
      {user.trustedDevices.length === 0 ? null : (
        <Card title="Trusted devices" help="They need not answer a challenge for some days.">
          <DataTable
            label="Trusted devices"
            rows={user.trustedDevices}
            rowKey={({ id }) => id}
            columns={[
              nameColumn,
              madeColumn,
              usedColumn,
              expires,
              ...revoke<TrustedDevice>('trusted-devices', 'It is asked for a second factor again from now on.'),
            ]}
          />
        </Card>
      )}
    </>
  );
}
