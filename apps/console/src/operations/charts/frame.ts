import { roundAbove } from './scale.js';

export interface Series {
  readonly name: string;
  /** Of the style sheet: `main`, `pale`, `good`, `bad`, `soft`. */
  readonly look: 'main' | 'pale' | 'good' | 'bad' | 'soft';
  /** Null where there is nothing to show. */
  readonly values: readonly (number | null)[];
}

export interface Drawn {
  /** Beginnings of the parts, oldest first. */
  readonly times: readonly string[];
  readonly stepSeconds: number;
  /** Bars stand on each other, the first at the bottom; lines do not. A range goes from the first series to the second. */
  readonly kind: 'bars' | 'lines' | 'range';
  readonly series: readonly Series[];
  readonly format: (value: number) => string;
  /** Where the axis ends; left out: at the largest value. */
  readonly top?: number;
}

export const height = 200;
export const gridLines = 4;
export const space = { above: 10, below: 24, before: 48, behind: 8 } as const;
export interface Frame {
  readonly width: number;
  readonly top: number;
  readonly xOf: (place: number) => number;
  readonly yOf: (value: number) => number;
  readonly slot: number;
}

/** How places and values lie on a drawing of this width. */
export function frameOf({ times, kind, series, top }: Drawn, width: number): Frame {
  const sums = times.map((_, place) => {
    const values = series.map(({ values: all }) => all[place] ?? 0);
    return kind === 'bars' ? values.reduce((sum, value) => sum + value, 0) : Math.max(0, ...values);
  });
  // Less than four things make no four lines of a grid.
  const least = kind === 'bars' ? gridLines : 0;
  const most = top ?? roundAbove(Math.max(least, ...sums));
  const slot = (width - space.before - space.behind) / Math.max(1, times.length);
  const tall = height - space.above - space.below;
  return {
    width,
    top: most,
    slot,
    xOf: (place) => space.before + slot * (place + 0.5),
    yOf: (value) => space.above + tall * (1 - Math.min(1, value / most)),
  };
}
