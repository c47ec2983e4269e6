import { countText, durationText, rateText, shareText } from '../wording.js';
import { type Figures, failedOf, type Overview, type Span } from './contract.js';

const beforeWords: Readonly<Record<Span, string>> = {
  hour: 'the hour before',
  day: 'the day before',
  week: 'the week before',
  month: 'the month before',
};

interface Trend {
  readonly now: number | null | undefined;
  readonly before: number | null | undefined;
  /** Whether more is good news, bad news, or neither. */
  readonly more: 'good' | 'bad' | 'plain';
}

function TrendText({ now, before, more, span }: Trend & { readonly span: Span }) {
  if (now === null || now === undefined || !before) return null;
  const change = now / before - 1;
  if (Math.abs(change) < 0.005) return <span className="trend">as {beforeWords[span]}</span>;
  const isUp = change > 0;
  const look = more === 'plain' ? '' : isUp === (more === 'good') ? 'good' : 'bad';
  return (
    <span className="trend">
      <b className={look}>
        {isUp ? '▲' : '▼'} {shareText(Math.abs(change))}
      </b>{' '}
      against {beforeWords[span]}
    </span>
  );
}

const failedShare = (figures: Figures | null): number | null =>
  figures && figures.codes > 0 ? failedOf(figures) / figures.codes : null;

/** The four numbers that one looks at first. */
export function KeyFigures({ overview }: { readonly overview: Overview }) {
  const { totals, before, span } = overview;
  const figures: readonly { title: string; value: string; aside: string; trend: Trend }[] = [
    {
      title: 'Codes',
      value: countText(totals.codes),
      aside: `${rateText(totals.codesPerMinute)} a minute`,
      trend: { now: totals.codes, before: before?.codes, more: 'plain' },
    },
    {
      title: 'Conversion',
      value: shareText(totals.conversion),
      aside: `${countText(totals.approved)} approved of ${countText(totals.ended)}`,
      trend: { now: totals.conversion, before: before?.conversion, more: 'good' },
    },
    {
      title: 'Time to deliver',
      value: durationText(totals.timeToDeliver?.p50),
      aside: `95% within ${durationText(totals.timeToDeliver?.p95)}`,
      trend: { now: totals.timeToDeliver?.p50, before: before?.timeToDeliver?.p50, more: 'bad' },
    },
    {
      title: 'Not delivered',
      value: countText(failedOf(totals)),
      aside: `${shareText(failedShare(totals))} of all codes`,
      trend: { now: failedShare(totals), before: failedShare(before), more: 'bad' },
    },
  ];
  return (
    <dl className="key-figures">
      {figures.map(({ title, value, aside, trend }) => (
        <div key={title} className="card key-figure">
          <dt>{title}</dt>
          <dd className="key-value">{value}</dd>
          <dd className="help">{aside}</dd>
          <dd className="help">
            <TrendText {...trend} span={span} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
