import './users.css';
import { useRead } from '../api/client.js';
import { ApplicationChoice } from '../filters/application-choice.js';
import { Pager } from '../filters/pager.js';
import { type KnownApplications, useApplications } from '../filters/use-applications.js';
import { useFilters } from '../filters/use-filters.js';
import { useRights } from '../session/session.js';
import { type Column, DataTable } from '../ui/data-table.js';
import { Empty } from '../ui/empty.js';
import { Page, Waiting } from '../ui/page.js';
import { Time } from '../ui/time.js';
import { CancelReset } from './cancel-reset.js';
import { type Reset, resetsPath } from './contract.js';
import { DecideReset } from './decide-reset.js';
import { byColumn, reasonColumn, stateColumn } from './reset-columns.js';
import { TabLinks } from './tab-links.js';
import { UserName } from './user-name.js';

interface ResetPage {
  readonly resets: readonly Reset[];
  readonly nextCursor: string | null;
}

const tabs = [
  { status: 'requested', title: 'Waiting' },
  { status: 'mailed', title: 'Link mailed' },
  { status: '', title: 'All' },
] as const;

const isOpen = ({ status }: Reset): boolean => status === 'requested' || status === 'mailed' || status === 'followed';

function ResetActs({ reset }: { readonly reset: Reset }) {
  if (!isOpen(reset)) return null;
  return (
    <span className="row">
      {reset.status === 'requested' && reset.user !== null ? (
        <DecideReset user={{ applicationId: reset.applicationId, id: reset.user }} />
      ) : null}
      <CancelReset reset={reset} small />
    </span>
  );
}

/** Those that wait have all one state, were asked for by the user, and tell no reason. */
function columnsFor(
  { list, nameOf }: KnownApplications,
  mayDecide: boolean,
  allWait: boolean,
): readonly Column<Reset>[] {
  const application: Column<Reset> = { title: 'Application', cell: ({ applicationId }) => nameOf(applicationId) };
  const acts: Column<Reset> = { title: 'Actions', cell: (reset) => <ResetActs reset={reset} /> };
  return [
    {
      title: 'User',
      cell: ({ user, applicationId }) =>
        user === null ? <span className="soft">erased</span> : <UserName user={{ applicationId, id: user }} />,
    },
    ...(list.length > 1 ? [application] : []),
    ...(allWait ? [] : [stateColumn]),
    { title: 'Asked', cell: ({ createdAt }) => <Time at={createdAt} /> },
    ...(allWait ? [] : [byColumn, reasonColumn]),
    ...(mayDecide ? [acts] : []),
  ];
}

/** The inbox of those who lost every factor, and what became of them. */
export function ResetsPage() {
  const filters = useFilters();
  const { may } = useRights();
  const known = useApplications();
  // Without a choice those that wait; `all` is the one that has no filter.
  const shown = filters.get('status') === 'all' ? '' : filters.get('status') || 'requested';
  const more: Readonly<Record<string, string>> = shown === '' ? {} : { status: shown };
  const { data, problem } = useRead<ResetPage>(resetsPath + filters.query(['application', 'cursor'], more), {
    everyMilliseconds: 10_000,
  });
  return (
    <Page
      title="Reset requests"
      lead="Users who can use none of their factors ask for a way back on the hosted pages. Be sure that it is them before you open it."
    >
      <TabLinks
        label="Which resets"
        tabs={tabs.map(({ status, title }) => ({
          title,
          to: `/resets?status=${status === '' ? 'all' : status}`,
          isHere: status === shown,
        }))}
      />
      {known.list.length > 1 ? (
        <div className="filters">
          <ApplicationChoice value={filters.get('application')} onChange={(id) => filters.set({ application: id })} />
        </div>
      ) : null}
      {data === undefined ? (
        <Waiting problem={problem} />
      ) : data.resets.length === 0 ? (
        <Empty icon="resets" title={shown === 'requested' ? 'Nobody waits for you' : 'There is none'}>
          <p className="soft">
            {shown === 'requested'
              ? 'Who asks for a reset appears here. You can also start one from the page of a user.'
              : 'What is decided appears here.'}
          </p>
        </Empty>
      ) : (
        <>
          <DataTable
            label="Resets"
            rows={data.resets}
            rowKey={({ id }) => id}
            columns={columnsFor(known, may('support'), shown === 'requested')}
          />
          <Pager filters={filters} nextCursor={data.nextCursor} />
        </>
      )}
    </Page>
  );
}
