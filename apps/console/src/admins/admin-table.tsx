import type { Admin } from '../api/session-contract.js';
import { useRights } from '../session/session.js';
import { Action } from '../ui/action.js';
import { Badge } from '../ui/badge.js';
import { DataTable } from '../ui/data-table.js';
import { Time } from '../ui/time.js';
import { applicationNames, type Named } from './application-names.js';

const statusBadge = {
  active: <Badge kind="good">Active</Badge>,
  invited: <Badge kind="warn">Invited</Badge>,
  disabled: <Badge>Disabled</Badge>,
} as const;

interface AdminTableProps {
  readonly admins: readonly Admin[];
  readonly applications: readonly Named[];
  readonly onChange: (admin: Admin) => void;
  readonly onInviteAgain: (admin: Admin) => void;
  readonly onDelete: (admin: Admin) => void;
}

export function AdminTable({ admins, applications, onChange, onInviteAgain, onDelete }: AdminTableProps) {
  const { admin: me } = useRights();
  const name = ({ id, name: own, email }: Admin) => (
    <>
      {id === me.id ? `${own} (you)` : own}
      <span className="help">{email}</span>
    </>
  );
  const actions = (admin: Admin) => (
    <span className="row">
      <Action small onPress={() => onChange(admin)}>
        Change
      </Action>
      {admin.status === 'invited' ? (
        <Action small onPress={() => onInviteAgain(admin)}>
          Invite again
        </Action>
      ) : null}
      <Action small kind="quiet" onPress={() => onDelete(admin)}>
        Delete
      </Action>
    </span>
  );
  return (
    <DataTable
      label="Admins"
      rows={admins}
      rowKey={({ id }) => id}
      columns={[
        { title: 'Name', cell: name },
        { title: 'Role', cell: ({ role }) => role },
        { title: 'Applications', cell: (admin) => applicationNames(admin.applications, applications) },
        { title: 'Status', cell: ({ status }) => statusBadge[status] },
        {
          title: 'Last sign-in',
          cell: ({ lastSignInAt }) => (lastSignInAt === null ? 'never' : <Time at={lastSignInAt} />),
        },
        { title: 'Actions', cell: actions },
      ]}
    />
  );
}
