import type { FiguresView } from './overview-schemas.js';
import type { Figures } from './tally.js';
import { type TimeBins, timeWithin } from './time-bins.js';

const minuteMilliseconds = 60_000;

function totalOf(counts: ReadonlyMap<unknown, number>): number {
  let total = 0;
  for (const count of counts.values()) total += count;
  return total;
}

function viewTimes(bins: TimeBins): FiguresView['timeToDeliver'] {
  const [p50, p95] = [timeWithin(bins, 0.5), timeWithin(bins, 0.95)];
  return p50 === null || p95 === null ? null : { p50, p95 };
}

/** Figures as people read them; `milliseconds` is how long they were counted. */
export function viewFigures(figures: Figures, milliseconds: number): FiguresView {
  const { challenges, deliveries, sendTimes, receiptTimes } = figures;
  const codes = totalOf(deliveries);
  const total = totalOf(challenges);
  const approved = challenges.get('approved') ?? 0;
  const ended = total - (challenges.get('pending') ?? 0);
  // Of less than a minute there is no rate yet.
  const minutes = Math.max(1, milliseconds / minuteMilliseconds);
  return {
    codes,
    codesPerMinute: Math.round((codes / minutes) * 100) / 100,
    challenges: total,
    approved,
    ended,
    conversion: ended === 0 ? null : approved / ended,
    deliveries: Object.fromEntries(deliveries),
    timeToDeliver: viewTimes(sendTimes),
    timeToReceipt: viewTimes(receiptTimes),
  };
}
