import { useState } from 'react';
import { useChange, useRead } from '../api/client.js';
import type { Admin } from '../api/session-contract.js';
import { Action } from '../ui/action.js';
import { AskFirst } from '../ui/ask-first.js';
import { ProblemNotice } from '../ui/notice.js';
import { Page, Waiting } from '../ui/page.js';
import { tellDone } from '../ui/toasts.js';
import { AdminForm } from './admin-form.js';
import { AdminTable } from './admin-table.js';
import type { Named } from './application-names.js';
import { InvitationLink } from './invitation-link.js';

export const adminsPath = '/admin/v1/admins';

interface Invited {
  readonly admin: Admin;
  readonly url: string | null;
}

export function AdminsPage() {
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
  const applications = known?.applications ?? [];
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
      <ProblemNotice problem={invite.problem} />
      {data ? (
        <AdminTable
          admins={data.admins}
          applications={applications}
          onChange={setEdited}
          onInviteAgain={(admin) => invite.mutate(admin, { onSuccess: tellInvited })}
          onDelete={setDeleted}
        />
      ) : (
        <Waiting problem={problem} />
      )}
      {edited ? (
        <AdminForm
          admin={edited === 'new' ? undefined : edited}
          applications={applications}
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
        onConfirm={() => (deleted ? remove.mutate(deleted, { onSuccess: () => setDeleted(undefined) }) : undefined)}
      >
        <p>Their sessions end at once. What they did stays in the audit log.</p>
      </AskFirst>
    </Page>
  );
}
