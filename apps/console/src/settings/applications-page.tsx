import { type FormEvent, useState } from 'react';
import { Link, useLocation } from 'wouter';
import { useChange, useRead } from '../api/client.js';
import { useRights } from '../session/session.js';
import { Action } from '../ui/action.js';
import { Badge } from '../ui/badge.js';
import { DataTable } from '../ui/data-table.js';
import { Dialog } from '../ui/dialog.js';
import { Empty } from '../ui/empty.js';
import { Field } from '../ui/field.js';
import { ProblemNotice } from '../ui/notice.js';
import { Page, Waiting } from '../ui/page.js';
import { Time } from '../ui/time.js';
import { type Application, applicationsPath, type Warning, warningsPath } from './contract.js';
import { countryName } from './country-names.js';
import './settings.css';
import { requirementNames } from './requirement-names.js';

function NewApplication({ onClose }: { readonly onClose: () => void }) {
  const [, go] = useLocation();
  const [name, setName] = useState('');
  const make = useChange<void, Application>({
    method: 'POST',
    path: applicationsPath,
    body: () => ({ name }),
    makesOld: [applicationsPath, warningsPath],
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    make.mutate(undefined, { onSuccess: ({ id }) => go(`/applications/${id}?tab=keys`) });
  };
  return (
    <Dialog title="Add an application" isOpen onClose={onClose}>
      <form className="stack" onSubmit={submit}>
        <p className="soft">
          A system of yours that asks for challenges. It has settings, users and API keys of its own.
        </p>
        <Field
          label="Name"
          help="What people call it in this console."
          value={name}
          onChange={setName}
          error={make.problem?.messageOf('name')}
          isRequired
          autoFocus
        />
        <ProblemNotice problem={make.problem} shownElsewhere={['name']} />
        <div className="row end">
          <Action onPress={onClose}>Cancel</Action>
          <Action kind="main" type="submit" isPending={make.isPending}>
            Add
          </Action>
        </div>
      </form>
    </Dialog>
  );
}

function smsWords(codes: readonly string[]): string {
  if (codes.length === 0) return 'none';
  return codes.length > 3 ? `${codes.length} countries` : codes.map(countryName).join(', ');
}

function StateBadge({ application, warnings }: { application: Application; warnings: readonly Warning[] }) {
  const own = warnings.filter(({ subject }) => subject.applicationId === application.id);
  const problems = own.filter(({ severity }) => severity === 'problem').length;
  if (problems > 0) return <Badge kind="bad">{problems === 1 ? 'a problem' : `${problems} problems`}</Badge>;
  if (application.settings.testMode) return <Badge kind="warn">test mode</Badge>;
  return own.length > 0 ? <Badge kind="warn">advice</Badge> : <Badge kind="good">fine</Badge>;
}

/** All applications in reach. */
export function ApplicationsPage() {
  const { may, reachesAll } = useRights();
  const { data, problem } = useRead<{ applications: readonly Application[] }>(applicationsPath);
  const { data: known } = useRead<{ warnings: readonly Warning[] }>(warningsPath);
  const [isAdding, setAdding] = useState(false);
  const add =
    may('admin') && reachesAll ? (
      <Action kind="main" icon="plus" onPress={() => setAdding(true)}>
        Add an application
      </Action>
    ) : null;
  const applications = data?.applications ?? [];
  return (
    <Page
      title="Applications"
      lead="The systems that ask for challenges, each with settings, users and keys of its own."
      actions={applications.length === 0 ? null : add}
    >
      {data ? null : <Waiting problem={problem} />}
      {data && applications.length === 0 ? (
        <Empty icon="applications" title="There is no application yet">
          <p>Add one, make it a key, and it can ask for its first code.</p>
          {add}
        </Empty>
      ) : null}
      {applications.length > 0 ? (
        <DataTable
          label="Applications"
          rows={applications}
          rowKey={({ id }) => id}
          columns={[
            {
              title: 'Name',
              cell: ({ id, name }) => (
                <>
                  <Link href={`/applications/${id}`}>{name}</Link>
                  <span className="help">
                    <code>{id}</code>
                  </span>
                </>
              ),
            },
            {
              title: 'State',
              cell: (application) => <StateBadge application={application} warnings={known?.warnings ?? []} />,
            },
            {
              title: 'Second factor',
              cell: ({ settings }) =>
                settings.policy.rules.length > 0
                  ? `${settings.policy.rules.length} rules, else ${requirementNames[settings.policy.requirement].label.toLowerCase()}`
                  : requirementNames[settings.policy.requirement].label,
            },
            { title: 'SMS to', cell: ({ settings }) => smsWords(settings.smsCountries) },
            { title: 'Changed', cell: ({ updatedAt }) => <Time at={updatedAt} /> },
          ]}
        />
      ) : null}
      {isAdding ? <NewApplication onClose={() => setAdding(false)} /> : null}
    </Page>
  );
}
