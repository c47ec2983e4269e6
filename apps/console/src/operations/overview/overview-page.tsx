import { channelNames } from '../../ui/channel-names.js';
import '../operations.css';
import { Link } from 'wouter';
import { useRead } from '../../api/client.js';
import { ApplicationChoice } from '../../filters/application-choice.js';
import { FilterChoice } from '../../filters/filter-choice.js';
import { useFilters } from '../../filters/use-filters.js';
import { Notice } from '../../ui/notice.js';
import { Page, Waiting } from '../../ui/page.js';
import { Time } from '../../ui/time.js';
import { Breakdowns } from './breakdown.js';
import { OverviewCharts } from './charts.js';
import { type Overview, type Span, spanNames } from './contract.js';
import { KeyFigures } from './key-figures.js';
import { NothingYet } from './nothing-yet.js';
import { SpanSwitch } from './span-switch.js';

const filterNames = ['application', 'channel'] as const;
/** So often a span changes that somebody sees it. */
const everyMilliseconds: Readonly<Record<Span, number>> = { hour: 3000, day: 15_000, week: 60_000, month: 60_000 };

const isSpan = (text: string): text is Span => Object.hasOwn(spanNames, text);

/** Under heavy load counting rests for up to half a minute; beyond that nobody counts. */
const lateMilliseconds = 15_000;
const goneMilliseconds = 120_000;

/** Says so when the figures are not of now. */
function Lateness({ countedAt, until }: Pick<Overview, 'countedAt' | 'until'>) {
  const late = countedAt === null ? 0 : Date.parse(until) - Date.parse(countedAt);
  if (countedAt === null || late < lateMilliseconds) return null;
  return late < goneMilliseconds ? (
    <Notice>
      Under heavy load counting takes its time: these are the figures of {Math.round(late / 1000)} seconds ago.
    </Notice>
  ) : (
    <Notice kind="warn">
      These figures were counted <Time at={countedAt} />, and none since: workers count.{' '}
      <Link href="/queues">See whether one runs.</Link>
    </Notice>
  );
}

/** How the codes are doing, now and over time. */
export function OverviewPage() {
  const filters = useFilters();
  const asked = filters.get('span');
  const span = isSpan(asked) ? asked : 'hour';
  const { data, problem } = useRead<Overview>(`/admin/v1/overview${filters.query(filterNames, { span })}`, {
    everyMilliseconds: everyMilliseconds[span],
  });
  const isEmpty = data?.totals.codes === 0 && data.totals.challenges === 0;
  return (
    <Page title="Overview" lead="How the codes are doing. Follows what happens within seconds.">
      <div className="toolbar">
        <SpanSwitch span={span} onChange={(next) => filters.set({ span: next === 'hour' ? '' : next })} />
        <ApplicationChoice
          isLabelHidden
          value={filters.get('application')}
          onChange={(application) => filters.set({ application })}
        />
        <FilterChoice
          label="Channel"
          isLabelHidden
          all="All channels"
          options={Object.entries(channelNames).map(([id, label]) => ({ id, label }))}
          value={filters.get('channel')}
          onChange={(channel) => filters.set({ channel })}
        />
      </div>
      {data ? <Lateness {...data} /> : null}
      {data?.recounting ? (
        <Notice>Older history is still being counted, so figures of the past are too low for some minutes.</Notice>
      ) : null}
      {data ? (
        isEmpty ? (
          <NothingYet
            span={span}
            isFiltered={filters.isAny(filterNames)}
            onWiden={() => filters.set({ span: 'month' })}
            onClear={() => filters.set({ application: '', channel: '' })}
          />
        ) : (
          <>
            <KeyFigures overview={data} />
            <OverviewCharts overview={data} />
            <Breakdowns overview={data} />
          </>
        )
      ) : (
        <Waiting problem={problem} lines={6} />
      )}
    </Page>
  );
}
