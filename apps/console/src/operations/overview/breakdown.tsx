import type { ReactNode } from 'react';
import { Card } from '../../ui/card.js';
import { channelName } from '../../ui/channel-names.js';
import { DataTable } from '../../ui/data-table.js';
import { countryName, countText, rangeText, shareText } from '../wording.js';
import { type Figures, failedOf, type Overview } from './contract.js';

interface Line extends Figures {
  readonly id: string;
  readonly name: ReactNode;
}

/** Enough to see who is large; the rest is found by the filters. */
const mostLines = 10;

function Bar({ share, children }: { readonly share: number; readonly children: ReactNode }) {
  return (
    <span className="bar-cell">
      <span>{children}</span>
      <span className="bar-track" aria-hidden="true">
        <span className="bar-fill" style={{ inlineSize: `${Math.round(share * 100)}%` }} />
      </span>
    </span>
  );
}

function Breakdown({ title, lines }: { readonly title: string; readonly lines: readonly Line[] }) {
  if (lines.length === 0) return null;
  const most = Math.max(1, ...lines.map(({ codes, challenges }) => Math.max(codes, challenges)));
  return (
    <Card title={title}>
      <DataTable
        label={title}
        rows={lines.slice(0, mostLines)}
        rowKey={({ id }) => id}
        columns={[
          { title: 'Name', cell: ({ name }) => name },
          {
            title: 'Codes',
            isNumber: true,
            cell: ({ codes, challenges }) => <Bar share={Math.max(codes, challenges) / most}>{countText(codes)}</Bar>,
          },
          { title: 'Conversion', isNumber: true, cell: ({ conversion }) => shareText(conversion) },
          {
            title: 'p50 – p95',
            isNumber: true,
            cell: ({ timeToDeliver }) => <span className="nowrap">{rangeText(timeToDeliver)}</span>,
          },
          { title: 'Failed', isNumber: true, cell: (line) => countText(failedOf(line)) },
        ]}
      />
      {lines.length > mostLines ? <p className="help">And {lines.length - mostLines} more.</p> : null}
    </Card>
  );
}

/** Who carries it, where to, and for whom. */
export function Breakdowns({ overview }: { readonly overview: Overview }) {
  const { channels, providers, countries, applications } = overview;
  return (
    <div className="breakdowns">
      <Breakdown
        title="By channel"
        lines={channels.map((one) => ({ ...one, id: one.channel, name: channelName(one.channel) }))}
      />
      <Breakdown
        title="By provider"
        lines={providers.map((one) => ({ ...one, id: one.provider, name: one.name ?? 'A deleted provider' }))}
      />
      <Breakdown
        title="By country"
        lines={countries.map((one) => ({ ...one, id: one.country, name: countryName(one.country) }))}
      />
      <Breakdown
        title="By application"
        lines={applications.map((one) => ({ ...one, id: one.application, name: one.name ?? 'A deleted application' }))}
      />
    </div>
  );
}
