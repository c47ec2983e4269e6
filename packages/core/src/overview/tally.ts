import type { ChallengeStatus } from '../challenge/challenge-states.js';
import type { DeliveryStatus } from '../delivery/delivery-states.js';
import type { ChallengeChannel } from '../records.js';
import type { TallyGroup, TallyPart, TallyRecord } from '../tally-records.js';
import type { TallyStep } from './tally-steps.js';
import type { TimeBins } from './time-bins.js';

/** What is counted of one group. */
export interface Figures {
  readonly challenges: Map<ChallengeStatus, number>;
  readonly deliveries: Map<DeliveryStatus, number>;
  /** From when a delivery was owed until a provider took it. */
  readonly sendTimes: TimeBins;
  /** From when a delivery was owed until a receipt said that it is there. */
  readonly receiptTimes: TimeBins;
}

export interface Group {
  readonly channel: ChallengeChannel;
  readonly by: TallyGroup['by'];
  readonly value: string;
  readonly figures: Figures;
}

export interface Range {
  readonly step: TallyStep;
  readonly from: number;
  readonly until: number;
}

/** The groups of one span of time and one application, or of all, by name. */
export type Tally = Map<string, Group>;

/** The tallies of one span by application; the one of all under null. */
export type SpanTallies = Map<string | null, Tally>;

export function noFigures(): Figures {
  return { challenges: new Map(), deliveries: new Map(), sendTimes: new Map(), receiptTimes: new Map() };
}

/** The figures of a group, which begin at nothing. */
export function figuresOf(tally: Tally, channel: ChallengeChannel, by: TallyGroup['by'], value: string): Figures {
  const name = `${channel} ${by} ${value}`;
  const known = tally.get(name);
  if (known) return known.figures;
  const figures = noFigures();
  tally.set(name, { channel, by, value, figures });
  return figures;
}

function addCounts<Key>(sum: Map<Key, number>, more: Iterable<readonly [Key, number]>): void {
  for (const [key, count] of more) sum.set(key, (sum.get(key) ?? 0) + count);
}

function* pairsOf(flat: readonly number[]): Generator<readonly [number, number]> {
  for (let place = 0; place + 1 < flat.length; place += 2) yield [flat[place] ?? 0, flat[place + 1] ?? 0];
}

/** A group as it is stored, added to figures. */
export function addGroup(sum: Figures, group: TallyGroup): void {
  addCounts(sum.challenges, Object.entries(group.challenges) as [ChallengeStatus, number][]);
  addCounts(sum.deliveries, Object.entries(group.deliveries) as [DeliveryStatus, number][]);
  addCounts(sum.sendTimes, pairsOf(group.sendTimes));
  addCounts(sum.receiptTimes, pairsOf(group.receiptTimes));
}

export function writeGroups(tally: Tally, part: TallyPart): string {
  const ofPart = [...tally.values()].filter(({ by }) => (by === 'all') === (part === 'totals'));
  const groups = ofPart.map(
    ({ channel, by, value, figures }): TallyGroup => ({
      channel,
      by,
      value,
      challenges: Object.fromEntries(figures.challenges),
      deliveries: Object.fromEntries(figures.deliveries),
      sendTimes: [...figures.sendTimes].flat(),
      receiptTimes: [...figures.receiptTimes].flat(),
    }),
  );
  return JSON.stringify(groups);
}

export function readGroups({ groups }: TallyRecord): readonly TallyGroup[] {
  return JSON.parse(groups) as TallyGroup[];
}
