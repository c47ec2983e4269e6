import { Card } from '../../ui/card.js';
import { TimeChart } from '../charts/time-chart.js';
import { countText, durationText, rateText, shareText } from '../wording.js';
import { failedOf, type Overview, otherOf, sentOf } from './contract.js';

/** Conversion of few challenges jumps up and down: neighbours are taken together. */
const mostPoints = 30;

function groupedConversion({ series }: Overview): { times: string[]; values: (number | null)[]; size: number } {
  const size = Math.ceil(series.length / mostPoints);
  const groups = Array.from({ length: Math.ceil(series.length / size) }, (_, place) =>
    series.slice(place * size, (place + 1) * size),
  );
  const values = groups.map((group) => {
    const ended = group.reduce((sum, part) => sum + part.ended, 0);
    return ended === 0 ? null : group.reduce((sum, part) => sum + part.approved, 0) / ended;
  });
  return { times: groups.map(([first]) => first?.at ?? ''), values, size };
}

/** The three lines of the overview over time. */
export function OverviewCharts({ overview }: { readonly overview: Overview }) {
  const { series, stepSeconds, totals } = overview;
  const times = series.map(({ at }) => at);
  const shared = { times, stepSeconds };
  const conversion = groupedConversion(overview);
  const most = Math.max(...series.map(({ codes }) => codes));
  return (
    <>
      <Card title="Codes" help="By when they were asked for.">
        <TimeChart
          {...shared}
          kind="bars"
          format={(value) => (value < 10 ? rateText(value) : countText(Math.round(value)))}
          series={[
            { name: 'Sent', look: 'main', values: series.map(sentOf) },
            { name: 'Not delivered', look: 'bad', values: series.map(failedOf) },
            { name: 'Waiting or canceled', look: 'soft', values: series.map(otherOf) },
          ]}
          summary={`Codes over time: ${countText(totals.codes)} in all, at most ${countText(most)} at once, ${countText(failedOf(totals))} not delivered.`}
        />
      </Card>
      <div className="chart-pair">
        <Card title="Conversion" help="Challenges that were approved, of those that ended.">
          <TimeChart
            times={conversion.times}
            stepSeconds={stepSeconds * conversion.size}
            kind="lines"
            top={1}
            format={(value) => shareText(value)}
            series={[{ name: 'Conversion', look: 'good', values: conversion.values }]}
            summary={`Conversion over time: ${shareText(totals.conversion)} in all.`}
          />
        </Card>
        <Card title="Time to deliver" help="Until a provider took the code.">
          <TimeChart
            {...shared}
            kind="range"
            format={durationText}
            series={[
              {
                name: 'Half within',
                look: 'main',
                values: series.map(({ timeToDeliver }) => timeToDeliver?.p50 ?? null),
              },
              {
                name: '95% within',
                look: 'pale',
                values: series.map(({ timeToDeliver }) => timeToDeliver?.p95 ?? null),
              },
            ]}
            summary={`Time to deliver: half within ${durationText(totals.timeToDeliver?.p50)}, 95% within ${durationText(totals.timeToDeliver?.p95)}.`}
          />
        </Card>
      </div>
    </>
  );
}
