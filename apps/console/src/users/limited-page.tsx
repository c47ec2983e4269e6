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
import { exactTime, Time } from '../ui/time.js';
import { AddressLookUp } from './address-look-up.js';
import { limitsPath, type User, type UserPage } from './contract.js';
import { ReleaseUser } from './release-user.js';
import { TabLinks } from './tab-links.js';
import { UserName } from './user-name.js';
import { countOf } from './words.js';

const tabs = [
  { state: 'waiting', title: 'Must wait' },
  { state: 'stopped', title: 'Stopped' },
] as const;

function columnsFor({ list, nameOf }: KnownApplications, mayRelease: boolean): readonly Column<User>[] {
  const application: Column<User> = { title: 'Application', cell: ({ applicationId }) => nameOf(applicationId) };
  const release: Column<User> = { title: 'Actions', cell: (user) => <ReleaseUser user={user} small /> };
  return [
    { title: 'User', cell: (user) => <UserName user={user} /> },
    ...(list.length > 1 ? [application] : []),
    { title: 'Why', cell: ({ failedChecks: { count } }) => `${countOf(count, 'wrong answer')} in a row` },
    {
      title: 'Last one',
      cell: ({ failedChecks: { lastFailedAt } }) => (lastFailedAt === null ? null : <Time at={lastFailedAt} />),
    },
    {
      title: 'Until',
      cell: ({ failedChecks: { blockedUntil } }) =>
        blockedUntil === null ? (
          'a release'
        ) : (
          <>
            <Time at={blockedUntil} />
            <span className="help">{exactTime(blockedUntil)}</span>
          </>
        ),
    },
    ...(mayRelease ? [release] : []),
  ];
}

const nobody = {
  waiting: 'Nobody must wait',
  stopped: 'Nobody is stopped',
} as const;

/** Who is not listened to, why and until when. */
export function LimitedPage() {
  const filters = useFilters();
  const { may } = useRights();
  const known = useApplications();
  const state = filters.get('state') === 'stopped' ? 'stopped' : 'waiting';
  const { data, problem } = useRead<UserPage>(
    `${limitsPath}/users${filters.query(['application', 'cursor'], { state })}`,
    {
      everyMilliseconds: 10_000,
    },
  );
  return (
    <Page
      title="Limited"
      lead="From the tenth wrong answer in a row a user waits ever longer before the next one is looked at, and at the stop of the application nothing is looked at any more."
    >
      <TabLinks
        label="Which users"
        tabs={tabs.map((tab) => ({ title: tab.title, to: `/limited?state=${tab.state}`, isHere: tab.state === state }))}
      />
      {known.list.length > 1 ? (
        <div className="filters">
          <ApplicationChoice value={filters.get('application')} onChange={(id) => filters.set({ application: id })} />
        </div>
      ) : null}
      {data === undefined ? (
        <Waiting problem={problem} />
      ) : (
        <>
          {data.users.length === 0 ? (
            <Empty icon="limited" title={nobody[state]}>
              <p className="soft">Everybody who answers now is listened to.</p>
            </Empty>
          ) : (
            <DataTable
              label="Limited users"
              rows={data.users}
              rowKey={({ recordId }) => recordId}
              columns={columnsFor(known, may('support'))}
            />
          )}
          <Pager filters={filters} nextCursor={data.nextCursor} />
        </>
      )}
      {may('support') ? <AddressLookUp /> : null}
    </Page>
  );
}
