import type { Store } from '../store-port.js';
import type { TallyRecord } from '../tally-records.js';
import type { SpanTallies } from './count-history.js';
import { addGroup, figuresOf, readGroups, type Tally, writeGroups } from './tally.js';
import { stepMilliseconds, type TallyStep, tallySteps } from './tally-steps.js';

type Tallies = Pick<Store, 'tallies'>;

export interface Range {
  readonly step: TallyStep;
  readonly from: number;
  readonly until: number;
}

/** More than there are applications with codes in six hours, or it is read in several pages. */
const pageSize = 1000;

/** All applications together are called so. */
const everyApplication = 'all';

export function tallyId(step: TallyStep, start: number, applicationId: string | null): string {
  return `${step}-${start}-${applicationId ?? everyApplication}`;
}

async function readBetween({ tallies }: Tallies, step: TallyStep, from: number, until: number): Promise<TallyRecord[]> {
  const found: TallyRecord[] = [];
  const where = { step: { equals: step }, createdAt: { atLeast: from, below: until } };
  for (;;) {
    const last = found.at(-1);
    const before = last ? { before: { createdAt: last.createdAt, id: last.id } } : {};
    const page = await tallies.page(where, { limit: pageSize, ...before });
    found.push(...page);
    if (page.length < pageSize) return found;
  }
}

type OwnedTally = Pick<TallyRecord, 'createdAt' | 'applicationId'> & { readonly tally: Tally };

function talliesOf(spans: ReadonlyMap<number, SpanTallies>): Map<string, OwnedTally> {
  const owned = [...spans].flatMap(([createdAt, span]) =>
    [...span].map(([applicationId, tally]) => ({ createdAt, applicationId, tally })),
  );
  return new Map(owned.map((one) => [`${one.createdAt} ${one.applicationId}`, one]));
}

/**
 * Writes what was counted of the spans in a range, all of them; an application of which nothing is left in a span gets an
 * empty tally there.
 */
export async function saveSpans(
  store: Tallies,
  { step, from, until }: Range,
  spans: ReadonlyMap<number, SpanTallies>,
  now: number,
): Promise<void> {
  const counted = talliesOf(spans);
  const numbers = new Map<string, number>();
  for (const { createdAt, applicationId, eventNumber } of await readBetween(store, step, from, until)) {
    const name = `${createdAt} ${applicationId}`;
    numbers.set(name, eventNumber);
    if (!counted.has(name)) counted.set(name, { createdAt, applicationId, tally: new Map() });
  }
  const records = [...counted].map(
    ([name, { createdAt, applicationId, tally }]): TallyRecord => ({
      id: tallyId(step, createdAt, applicationId),
      // Also when the clock went back since the last count.
      eventNumber: Math.max(now, (numbers.get(name) ?? 0) + 1),
      createdAt,
      step,
      applicationId,
      groups: writeGroups(tally),
    }),
  );
  await store.tallies.saveNewer(records);
}

/** Makes the tallies of a span from those of the next smaller step. */
export async function sumSpan(store: Tallies, step: TallyStep, start: number, now: number): Promise<void> {
  const smaller = tallySteps[tallySteps.indexOf(step) - 1];
  if (!smaller) throw new Error(`There is nothing smaller than a ${step}`);
  const until = start + stepMilliseconds[step];
  const sums: SpanTallies = new Map();
  for (const record of await readBetween(store, smaller, start, until)) {
    const { applicationId } = record;
    const tally = sums.get(applicationId) ?? new Map();
    sums.set(applicationId, tally);
    for (const group of readGroups(record)) addGroup(figuresOf(tally, group.channel, group.by, group.value), group);
  }
  await saveSpans(store, { step, from: start, until }, new Map([[start, sums]]), now);
}
