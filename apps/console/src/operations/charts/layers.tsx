import { type Frame, gridLines, type Series, space } from './frame.js';

export function Grid({ frame, format }: { readonly frame: Frame; readonly format: (value: number) => string }) {
  const values = Array.from({ length: gridLines + 1 }, (_, line) => (frame.top / gridLines) * line);
  return values.map((value) => (
    <g key={value} className="chart-grid">
      <line x1={space.before} x2={frame.width - space.behind} y1={frame.yOf(value)} y2={frame.yOf(value)} />
      <text x={space.before - 8} y={frame.yOf(value) + 4} textAnchor="end">
        {format(value)}
      </text>
    </g>
  ));
}

export function Bars({ series, frame }: { readonly series: readonly Series[]; readonly frame: Frame }) {
  const thick = Math.max(1, Math.min(26, frame.slot * 0.72));
  return series.map(({ name, look, values }, layer) => (
    <g key={name} className={`chart-bar ${look}`}>
      {values.map((value, place) => {
        const below = series.slice(0, layer).reduce((sum, { values: all }) => sum + (all[place] ?? 0), 0);
        if (!value) return null;
        const [from, to] = [frame.yOf(below), frame.yOf(below + value)];
        const x = frame.xOf(place) - thick / 2;
        return (
          <rect key={place} x={x} y={to} width={thick} height={Math.max(1, from - to)} rx={Math.min(2, thick / 4)} />
        );
      })}
    </g>
  ));
}

/** From the first series to the second, with the first as a tick. */
export function Range({ series, frame }: { readonly series: readonly Series[]; readonly frame: Frame }) {
  const [from, to] = series;
  const thick = Math.max(2, Math.min(14, frame.slot * 0.6));
  return from?.values.map((low, place) => {
    const high = to?.values[place] ?? null;
    if (low === null || high === null) return null;
    const x = frame.xOf(place) - thick / 2;
    const [top, bottom] = [frame.yOf(high), frame.yOf(low)];
    return (
      <g key={place}>
        <rect className="chart-range" x={x} y={top} width={thick} height={Math.max(1, bottom - top)} rx={thick / 4} />
        <rect className="chart-half" x={x} y={bottom - 1.5} width={thick} height={3} rx={1.5} />
      </g>
    );
  });
}

/** A line has gaps where there is nothing; a point alone is a dot. */
export function Lines({ series, frame }: { readonly series: readonly Series[]; readonly frame: Frame }) {
  return series.map(({ name, look, values }) => {
    let isDrawing = false;
    const path = values.map((value, place) => {
      const step = value === null ? '' : `${isDrawing ? 'L' : 'M'}${frame.xOf(place)} ${frame.yOf(value)}`;
      isDrawing = value !== null;
      return step;
    });
    const alone = values.flatMap((value, place) =>
      value !== null && (values[place - 1] ?? null) === null && (values[place + 1] ?? null) === null ? [place] : [],
    );
    return (
      <g key={name} className={`chart-line ${look}`}>
        <path d={path.join('')} />
        {alone.map((place) => (
          <circle key={place} cx={frame.xOf(place)} cy={frame.yOf(values[place] ?? 0)} r={2.5} />
        ))}
      </g>
    );
  });
}
