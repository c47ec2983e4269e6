const minuteMilliseconds = 60_000;

/** The lengths of the spans that are counted, each a whole number of the one before. */
export const tallySteps = ['minute', 'quarter', 'hour', 'sixHours', 'day'] as const;

export type TallyStep = (typeof tallySteps)[number];

export const stepMilliseconds: Readonly<Record<TallyStep, number>> = {
  minute: minuteMilliseconds,
  quarter: 15 * minuteMilliseconds,
  hour: 60 * minuteMilliseconds,
  sixHours: 360 * minuteMilliseconds,
  /** By UTC. */
  day: 1440 * minuteMilliseconds,
};

/** The beginning of the span that a time lies in. */
export function startOf(step: TallyStep, at: number): number {
  return at - (at % stepMilliseconds[step]);
}
