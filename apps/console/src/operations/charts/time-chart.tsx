import { type PointerEvent, useId, useState } from 'react';
import { type Drawn, type Frame, frameOf, height, space } from './frame.js';
import { Bars, Grid, Lines, Range } from './layers.js';
import { axisTime, pointTime } from './scale.js';
import { useWidth } from './use-width.js';

interface TimeChartProps extends Drawn {
  /** All of it in one sentence, for who does not see it. */
  readonly summary: string;
}

function Times({ times, stepSeconds, frame }: Pick<Drawn, 'times' | 'stepSeconds'> & { readonly frame: Frame }) {
  const every = Math.max(1, Math.ceil(76 / frame.slot));
  const shown = times.map((_, place) => place).filter((place) => place % every === Math.floor(every / 2));
  return shown.map((place) => (
    <text key={place} className="chart-time" x={frame.xOf(place)} y={height - 6} textAnchor="middle">
      {axisTime(times[place] ?? '', times.length * stepSeconds * 1000)}
    </text>
  ));
}

/** Figures over time. A pointer shows the numbers of a moment; who cannot see it hears the summary and has the tables. */
export function TimeChart(props: TimeChartProps) {
  const { times, stepSeconds, kind, series, format, summary } = props;
  const [box, width] = useWidth<HTMLDivElement>();
  const [pointed, setPointed] = useState<number>();
  const id = useId();
  const frame = frameOf(props, width);
  const point = ({ clientX, currentTarget }: PointerEvent<SVGSVGElement>): void => {
    const x = clientX - currentTarget.getBoundingClientRect().left - space.before;
    const place = Math.floor(x / frame.slot);
    setPointed(place >= 0 && place < times.length ? place : undefined);
  };
  return (
    <div className="chart" ref={box}>
      {series.length > 1 ? (
        <ul className="chart-legend" aria-hidden="true">
          {series.map(({ name, look }) => (
            <li key={name} className={look}>
              {name}
            </li>
          ))}
        </ul>
      ) : null}
      <svg
        role="img"
        aria-labelledby={id}
        width={width}
        height={height}
        onPointerMove={point}
        onPointerLeave={() => setPointed(undefined)}
      >
        <title id={id}>{summary}</title>
        <Grid frame={frame} format={format} />
        {pointed === undefined ? null : (
          <rect
            className="chart-pointed"
            x={frame.xOf(pointed) - frame.slot / 2}
            y={space.above}
            width={frame.slot}
            height={height - space.above - space.below}
          />
        )}
        {kind === 'bars' ? <Bars series={series} frame={frame} /> : null}
        {kind === 'lines' ? <Lines series={series} frame={frame} /> : null}
        {kind === 'range' ? <Range series={series} frame={frame} /> : null}
        <Times times={times} stepSeconds={stepSeconds} frame={frame} />
      </svg>
      {pointed === undefined ? null : (
        <div
          className="chart-tip"
          style={{ insetInlineStart: `${Math.min(width - 150, Math.max(0, frame.xOf(pointed) - 75))}px` }}
        >
          <strong>{pointTime(times[pointed] ?? '', times.length * stepSeconds * 1000)}</strong>
          {series.map(({ name, look, values }) => (
            <span key={name} className={look}>
              {name} <b>{values[pointed] === null || values[pointed] === undefined ? '–' : format(values[pointed])}</b>
            </span>
          ))}
        </div>
      )}
    </div>
  );
}
