import { channelName } from '../../ui/channel-names.js';
import '../operations.css';
import { useState } from 'react';
import { Link } from 'wouter';
import { Pager } from '../../filters/pager.js';
import { useFilters } from '../../filters/use-filters.js';
import { Badge } from '../../ui/badge.js';
import { DataTable } from '../../ui/data-table.js';
import { Empty } from '../../ui/empty.js';
import { ProblemNotice } from '../../ui/notice.js';
import { Page, Waiting } from '../../ui/page.js';
import { Time } from '../../ui/time.js';
import { useProviderName } from '../use-provider-name.js';
import { badgeKind, durationText, statusText } from '../wording.js';
import { ChallengeFilters, challengeFilterNames } from './challenge-filters.js';
import { type Delivery, deliveryStatuses } from './contract.js';
import { HistoryTabs } from './history-tabs.js';
import { useHistory } from './use-history.js';

interface DeliveryPage {
  readonly deliveries: readonly Delivery[];
  readonly nextCursor: string | null;
}

const kindNames = { code: 'Code', notice: 'Notice', test: 'Test' } as const;

function sendTime({ createdAt, sentAt }: Delivery): string {
  return durationText(sentAt === null ? null : Date.parse(sentAt) - Date.parse(createdAt));
}

function Deliveries({ deliveries }: { readonly deliveries: readonly Delivery[] }) {
  const providerName = useProviderName();
  return (
    <DataTable
      label="Deliveries"
      rows={deliveries}
      rowKey={({ id }) => id}
      columns={[
        {
          title: 'To',
          cell: ({ challengeId, to }) =>
            challengeId === null ? to : <Link href={`/challenges/${challengeId}`}>{to}</Link>,
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
        { title: 'Kind', cell: ({ kind, send }) => (send > 1 ? `${kindNames[kind]}, send ${send}` : kindNames[kind]) },
        { title: 'Channel', cell: ({ channel }) => channelName(channel) },
        {
          title: 'Provider',
          cell: ({ attempts }) => {
            const { provider = null, detail = null } = attempts.at(-1) ?? {};
            return (
              <>
                {provider === null ? '–' : providerName(provider)}
                {detail ? <span className="help">{detail}</span> : null}
              </>
            );
          },
        },
        { title: 'Took', isNumber: true, cell: sendTime },
        { title: 'Owed', cell: ({ createdAt }) => <Time at={createdAt} /> },
      ]}
    />
  );
}

/** Every message that was owed to an address, newest first. */
export function DeliveriesPage() {
  const filters = useFilters();
  const names = challengeFilterNames.filter((name) => name !== 'user');
  const [to, setTo] = useState('');
  const { data, problem } = useHistory<DeliveryPage>('deliveries', filters, names, to);
  const isFiltered = to !== '' || filters.isAny(names);
  return (
    <Page title="Deliveries" lead="Every message that was owed to an address: codes, notices and tests.">
      <HistoryTabs current="/deliveries" />
      <ChallengeFilters
        filters={filters}
        to={to}
        onTo={setTo}
        statuses={deliveryStatuses}
        channels={['email', 'sms']}
        hasUser={false}
      />
      <ProblemNotice problem={data ? problem : undefined} />
      {!data ? <Waiting problem={problem} /> : null}
      {data?.deliveries.length === 0 ? (
        <Empty icon="deliveries" title={isFiltered ? 'No delivery fits' : 'Nothing was sent yet'}>
          <p className="soft">
            {isFiltered
              ? 'Addresses are found whole only, and until they are dropped from history.'
              : 'A test by a channel shows here too.'}
          </p>
        </Empty>
      ) : null}
      {data && data.deliveries.length > 0 ? <Deliveries deliveries={data.deliveries} /> : null}
      {data ? <Pager filters={filters} nextCursor={data.nextCursor} /> : null}
    </Page>
  );
}
