import { useState } from 'react';
import { useChange, useRead } from '../api/client.js';
import type { Admin } from '../api/session-contract.js';
import { useRights } from '../session/session.js';
import { Action } from '../ui/action.js';
import { AskFirst } from '../ui/ask-first.js';
import { Badge } from '../ui/badge.js';
import { DataTable } from '../ui/data-table.js';
import { Page, Waiting } from '../ui/page.js';
import { Time } from '../ui/time.js';
import { tellDone } from '../ui/toasts.js';
import { AdminForm } from './admin-form.js';
import { applicationNames, type Named } from './application-names.js';
import { InvitationLink } from './invitation-link.js';

export const adminsPath = '/admin/v1/admins';

interface Invited {
  readonly admin: Admin;
  readonly url: string | null;
}

const statusBadge = {
  active: <Badge kind="good">Active</Badge>,
  invited: <Badge kind="warn">Invited</Badge>,
  disabled: <Badge>Disabled</Badge>,
} as const;

export function AdminsPage() {
  const { admin: me } = useRights();
  const { data, problem } = useRead<{ admins: readonly Admin[] }>(adminsPath);
  const { data: known } = useRead<{ applications: readonly Named[] }>('/admin/v1/applications');
  const [edited, setEdited] = useState<Admin | 'new'>();
  const [deleted, setDeleted] = useState<Admin>();
  const [invited, setInvited] = useState<Invited>();
  const invite = useChange<Admin, Invited>({
    method: 'POST',
    path: ({ id }) => `${adminsPath}/${id}/invite`,
    makesOld: [adminsPath],
  });
  const remove = useChange<Admin>({
    method: 'DELETE',
    path: ({ id }) => `${adminsPath}/${id}`,
    makesOld: [adminsPath],
  });
  const tellInvited = (done: Invited): void => {
    if (done.url === null) tellDone(`An invitation is on its way to ${done.admin.email}`);
    else setInvited(done);
  };
  return (
    <Page
      title="Admins"
      lead="Who may use this console, and for what. Viewers look, support helps users, admins change settings, owners decide who is an admin."
      actions={
        <Action kind="main" icon="plus" onPress={() => setEdited('new')}>
          Invite
        </Action>
      }
    >
      {data ? (
        <DataTable
          label="Admins"
          rows={data.admins}
          rowKey={({ id }) => id}
          columns={[
            {
              title: 'Name',
              cell: ({ id, name, email }) => (
                <>
                  {name}
                  {id === me.id ? ' (you)' : ''}
                  <span className="help">{email}</span>
                </>
              ),
            },
            { title: 'Role', cell: ({ role }) => role },
            {
              title: 'Applications',
              cell: ({ applications }) => applicationNames(applications, known?.applications ?? []),
            },
            { title: 'Status', cell: ({ status }) => statusBadge[status] },
            {
              title: 'Last sign-in',
              cell: ({ lastSignInAt }) => (lastSignInAt === null ? 'never' : <Time at={lastSignInAt} />),
            },
            {
              title: 'Actions',
              cell: (admin) => (
                <span className="row">
                  <Action small onPress={() => setEdited(admin)}>
                    Change
                  </Action>
                  {admin.status === 'invited' ? (
                    <Action small onPress={() => invite.mutate(admin, { onSuccess: tellInvited })}>
                      Invite again
                    </Action>
                  ) : null}
                  <Action small kind="quiet" onPress={() => setDeleted(admin)}>
                    Delete
                  </Action>
                </span>
              ),
            },
          ]}
        />
      ) : (
        <Waiting problem={problem} />
      )}
      {edited ? (
        <AdminForm
          admin={edited === 'new' ? undefined : edited}
          applications={known?.applications ?? []}
          onClose={() => setEdited(undefined)}
          onInvited={tellInvited}
        />
      ) : null}
      <InvitationLink
        url={invited?.url ?? null}
        name={invited?.admin.name ?? ''}
        onClose={() => setInvited(undefined)}
      />
      <AskFirst
        title={`Delete ${deleted?.name ?? ''}?`}
        isOpen={deleted !== undefined}
        onClose={() => setDeleted(undefined)}
        confirm="Delete"
        isDanger
        isPending={remove.isPending}
        problem={remove.problem}
        onConfirm={() => {
          if (deleted) remove.mutate(deleted, { onSuccess: () => setDeleted(undefined) });
        }}
      >
        <p>Their sessions end at once. What they did stays in the audit log.</p>
      </AskFirst>
    </Page>
  );
}
