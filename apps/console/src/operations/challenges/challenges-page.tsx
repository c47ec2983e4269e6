import { channelName, channelNames } from '../../ui/channel-names.js';
import '../operations.css';
import { useState } from 'react';
import { Link } from 'wouter';
import { Pager } from '../../filters/pager.js';
import { useApplications } from '../../filters/use-applications.js';
import { useFilters } from '../../filters/use-filters.js';
import { Badge } from '../../ui/badge.js';
import { DataTable } from '../../ui/data-table.js';
import { Empty } from '../../ui/empty.js';
import { ProblemNotice } from '../../ui/notice.js';
import { Page, Waiting } from '../../ui/page.js';
import { Time } from '../../ui/time.js';
import { badgeKind, statusText } from '../wording.js';
import { ChallengeFilters, challengeFilterNames } from './challenge-filters.js';
import { type Challenge, challengeStatuses } from './contract.js';
import { HistoryTabs } from './history-tabs.js';
import { useHistory } from './use-history.js';

interface ChallengePage {
  readonly challenges: readonly Challenge[];
  readonly nextCursor: string | null;
}

function Challenges({ challenges }: { readonly challenges: readonly Challenge[] }) {
  const { nameOf } = useApplications();
  return (
    <DataTable
      label="Challenges"
      rows={challenges}
      rowKey={({ id }) => id}
      columns={[
        {
          title: 'To',
          cell: ({ id, to }) => <Link href={`/challenges/${id}`}>{to ?? 'No message'}</Link>,
        },
        {
          title: 'Status',
          cell: ({ status, reason }) => (
            <>
              <Badge kind={badgeKind(status)}>{statusText(status)}</Badge>
              {reason ? <span className="help">{statusText(reason)}</span> : null}
            </>
          ),
        },
        {
          title: 'Channel',
          cell: ({ channel, purpose }) => (
            <span className="nowrap">
              {channelName(channel)}
              <span className="help">{purpose}</span>
            </span>
          ),
        },
        { title: 'Application', cell: ({ applicationId }) => (applicationId === null ? null : nameOf(applicationId)) },
        { title: 'Sends', isNumber: true, cell: ({ sends }) => sends },
        { title: 'Checks', isNumber: true, cell: ({ checks, maxChecks }) => `${checks} of ${maxChecks}` },
        {
          title: 'Asked for',
          cell: ({ createdAt }) => (
            <span className="nowrap">
              <Time at={createdAt} />
            </span>
          ),
        },
      ]}
    />
  );
}

/** Every challenge, newest first. */
export function ChallengesPage() {
  const filters = useFilters();
  const [to, setTo] = useState('');
  const { data, problem } = useHistory<ChallengePage>('challenges', filters, challengeFilterNames, to);
  const isFiltered = to !== '' || filters.isAny(challengeFilterNames);
  return (
    <Page title="Challenges" lead="What users were asked to prove, and what became of it.">
      <HistoryTabs current="/challenges" />
      <ChallengeFilters
        filters={filters}
        to={to}
        onTo={setTo}
        statuses={challengeStatuses}
        channels={Object.keys(channelNames)}
        hasUser
      />
      <ProblemNotice problem={data ? problem : undefined} />
      {!data ? <Waiting problem={problem} /> : null}
      {data?.challenges.length === 0 ? (
        <Empty icon="deliveries" title={isFiltered ? 'No challenge fits' : 'No challenges yet'}>
          <p className="soft">
            {isFiltered
              ? 'Addresses and ids are found whole only, and addresses until they are dropped from history.'
              : 'As soon as an application asks for a code, its whole story is here.'}
          </p>
        </Empty>
      ) : null}
      {data && data.challenges.length > 0 ? <Challenges challenges={data.challenges} /> : null}
      {data ? <Pager filters={filters} nextCursor={data.nextCursor} /> : null}
    </Page>
  );
}
