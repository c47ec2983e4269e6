import { type FormEvent, useState } from 'react';
import { useChange } from '../api/client.js';
import type { Admin, AdminRole } from '../api/session-contract.js';
import { Action } from '../ui/action.js';
import { ChoiceField } from '../ui/choice-field.js';
import { Dialog } from '../ui/dialog.js';
import { Field } from '../ui/field.js';
import { ProblemNotice } from '../ui/notice.js';
import { SwitchField } from '../ui/switch-field.js';
import { TickBox } from '../ui/tick-box.js';
import { tellDone } from '../ui/toasts.js';
import type { Named } from './application-names.js';

const roles = [
  { id: 'viewer', label: 'Viewer', help: 'Looks' },
  { id: 'support', label: 'Support', help: 'Helps users, and mends deliveries' },
  { id: 'admin', label: 'Admin', help: 'Changes settings' },
  { id: 'owner', label: 'Owner', help: 'Decides who is an admin' },
] as const;

interface Draft {
  readonly email: string;
  readonly name: string;
  readonly role: AdminRole;
  readonly applications: readonly string[] | null;
  readonly disabled: boolean;
}

interface AdminFormProps {
  /** Undefined: somebody new is invited. */
  readonly admin: Admin | undefined;
  readonly applications: readonly Named[];
  readonly onClose: () => void;
  readonly onInvited: (invited: { readonly admin: Admin; readonly url: string | null }) => void;
}

function bodyOf({ email, name, role, applications, disabled }: Draft, admin: Admin | undefined): object {
  const shared = { name, role, applications };
  return admin ? { ...shared, version: admin.version, disabled } : { ...shared, email };
}

function Applications({
  draft,
  applications,
  onChange,
}: {
  readonly draft: Draft;
  readonly applications: readonly Named[];
  readonly onChange: (ids: readonly string[] | null) => void;
}) {
  const chosen = draft.applications ?? [];
  return (
    <div className="stack tight" role="group" aria-label="Applications">
      <SwitchField
        label="All applications, and what belongs to all"
        isSelected={draft.applications === null}
        onChange={(isAll) => onChange(isAll ? null : [])}
      />
      {draft.applications === null
        ? null
        : applications.map(({ id, name }) => (
            <TickBox
              key={id}
              isSelected={chosen.includes(id)}
              onChange={(isChosen) => onChange(isChosen ? [...chosen, id] : chosen.filter((one) => one !== id))}
            >
              {name}
            </TickBox>
          ))}
    </div>
  );
}

export function AdminForm({ admin, applications, onClose, onInvited }: AdminFormProps) {
  const [draft, setDraft] = useState<Draft>({
    email: admin?.email ?? '',
    name: admin?.name ?? '',
    role: admin?.role ?? 'viewer',
    applications: admin ? admin.applications : null,
    disabled: admin?.status === 'disabled',
  });
  const save = useChange<Draft, { admin: Admin; url: string | null }>({
    method: admin ? 'PATCH' : 'POST',
    path: admin ? `/admin/v1/admins/${admin.id}` : '/admin/v1/admins',
    body: (input) => bodyOf(input, admin),
    makesOld: ['/admin/v1/admins'],
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate(draft, {
      onSuccess: (done) => {
        onClose();
        if (admin) tellDone('Saved');
        else onInvited(done);
      },
    });
  };
  return (
    <Dialog title={admin ? `Change ${admin.name}` : 'Invite an admin'} isOpen onClose={onClose}>
      <form className="stack" onSubmit={submit}>
        <Field
          label="Email"
          type="email"
          value={draft.email}
          onChange={(email) => setDraft({ ...draft, email })}
          error={save.problem?.messageOf('email')}
          isRequired
          isDisabled={admin !== undefined}
          autoFocus={admin === undefined}
        />
        <Field
          label="Name"
          value={draft.name}
          onChange={(name) => setDraft({ ...draft, name })}
          error={save.problem?.messageOf('name')}
          isRequired
        />
        <ChoiceField
          label="Role"
          options={roles}
          value={draft.role}
          onChange={(role) => setDraft({ ...draft, role: role as AdminRole })}
        />
        <Applications
          draft={draft}
          applications={applications}
          onChange={(ids) => setDraft({ ...draft, applications: ids })}
        />
        {admin && admin.status !== 'invited' ? (
          <SwitchField
            label="Disabled"
            help="Ends their sessions at once."
            isSelected={draft.disabled}
            onChange={(disabled) => setDraft({ ...draft, disabled })}
          />
        ) : null}
        <ProblemNotice problem={save.problem} shownElsewhere={['email', 'name']} />
        <div className="row end">
          <Action onPress={onClose}>Cancel</Action>
          <Action kind="main" type="submit" isPending={save.isPending}>
            {admin ? 'Save' : 'Invite'}
          </Action>
        </div>
      </form>
    </Dialog>
  );
}
