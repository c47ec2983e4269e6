import { channelNames, messageChannels } from '../ui/channel-names.js';
import './users.css';
import { useState } from 'react';
import { useRead } from '../api/client.js';
import { ApplicationChoice } from '../filters/application-choice.js';
import { Pager } from '../filters/pager.js';
import { type KnownApplications, useApplications } from '../filters/use-applications.js';
import { useFilters } from '../filters/use-filters.js';
import { useRights } from '../session/session.js';
import { Action } from '../ui/action.js';
import { ChoiceField } from '../ui/choice-field.js';
import { type Column, DataTable } from '../ui/data-table.js';
import { Empty } from '../ui/empty.js';
import { Page, Waiting } from '../ui/page.js';
import { Time } from '../ui/time.js';
import { ActWithReason } from './act-with-reason.js';
import { type Suppression, suppressionsPath } from './contract.js';
import { SuppressDialog } from './suppress-dialog.js';
import { suppressionWords } from './words.js';

interface SuppressionPage {
  readonly suppressions: readonly Suppression[];
  readonly nextCursor: string | null;
}

const channels = [{ id: '', label: 'All channels' }, ...messageChannels];

const reasons = [
  { id: '', label: 'All reasons' },
  ...Object.entries(suppressionWords).map(([id, label]) => ({ id, label })),
];

function EndSuppression({ suppression: { id, address } }: { readonly suppression: Suppression }) {
  return (
    <ActWithReason
      small
      label="Send again"
      title={`Send to ${address} again?`}
      confirm="Send again"
      path={`${suppressionsPath}/${id}/end`}
      makesOld={[suppressionsPath, '/admin/v1/users']}
      done={`${address} gets messages again`}
    >
      <p>
        It leaves the list. When the provider refuses it again, it comes back. Sending to addresses that bounce or
        complain harms the good name of your sender.
      </p>
    </ActWithReason>
  );
}

function columnsFor({ list, nameOf }: KnownApplications, mayEnd: boolean): readonly Column<Suppression>[] {
  const application: Column<Suppression> = { title: 'Application', cell: ({ applicationId }) => nameOf(applicationId) };
  const end: Column<Suppression> = { title: 'Actions', cell: (one) => <EndSuppression suppression={one} /> };
  return [
    { title: 'Address', cell: ({ address }) => address },
    { title: 'Channel', cell: ({ channel }) => channelNames[channel] },
    ...(list.length > 1 ? [application] : []),
    { title: 'Why', cell: ({ reason }) => suppressionWords[reason] },
    { title: 'Said by', cell: ({ source }) => (source === 'admin' ? 'Admin' : 'Provider') },
    { title: 'Since', cell: ({ createdAt }) => <Time at={createdAt} /> },
    ...(mayEnd ? [end] : []),
  ];
}

/** To whom nothing is sent, and why. */
export function SuppressedPage() {
  const filters = useFilters();
  const { may } = useRights();
  const known = useApplications();
  const [isAdding, setAdding] = useState(false);
  const names = ['application', 'channel', 'reason'] as const;
  const { data, problem } = useRead<SuppressionPage>(suppressionsPath + filters.query([...names, 'cursor']));
  const isFiltered = names.some((name) => filters.get(name) !== '');
  const add = may('support') ? (
    <Action kind="main" icon="plus" onPress={() => setAdding(true)}>
      Add an address
    </Action>
  ) : null;
  return (
    <Page
      title="Suppressed addresses"
      lead="Nothing more is sent to them, since it would not arrive or is not wanted."
      actions={add}
    >
      <div className="filters">
        <ApplicationChoice value={filters.get('application')} onChange={(id) => filters.set({ application: id })} />
        <ChoiceField
          label="Channel"
          options={channels}
          value={filters.get('channel')}
          onChange={(id) => filters.set({ channel: id })}
        />
        <ChoiceField
          label="Reason"
          options={reasons}
          value={filters.get('reason')}
          onChange={(id) => filters.set({ reason: id })}
        />
      </div>
      {data === undefined ? (
        <Waiting problem={problem} />
      ) : data.suppressions.length === 0 ? (
        <Empty icon="suppressed" title={isFiltered ? 'No address fits' : 'No address is suppressed'}>
          <p className="soft">
            {isFiltered
              ? 'Choose other filters.'
              : 'A provider that says that an address does not exist, or that its owner complained, puts it here by itself.'}
          </p>
        </Empty>
      ) : (
        <>
          <DataTable
            label="Suppressed addresses"
            rows={data.suppressions}
            rowKey={({ id }) => id}
            columns={columnsFor(known, may('support'))}
          />
          <Pager filters={filters} nextCursor={data.nextCursor} />
        </>
      )}
      {isAdding ? <SuppressDialog onClose={() => setAdding(false)} /> : null}
    </Page>
  );
}
