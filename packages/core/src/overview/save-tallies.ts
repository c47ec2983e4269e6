import type { Store } from '../store-port.js';
import type { TallyPart, TallyRecord } from '../tally-records.js';
import { addGroup, figuresOf, type Range, readGroups, type SpanTallies, writeGroups } from './tally.js';
import { stepMilliseconds, type TallyStep, tallySteps } from './tally-steps.js';

type Tallies = Pick<Store, 'tallies'>;

/** More than there are applications with codes in six hours, or it is read in several pages. */
const pageSize = 1000;

/** All applications together are called so. */
const everyApplication = 'all';

const parts: readonly TallyPart[] = ['totals', 'tables'];

export function tallyId(step: TallyStep, start: number, applicationId: string | null, part: TallyPart): string {
  return `${step}-${start}-${applicationId ?? everyApplication}-${part}`;
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

/** The records of what was counted, without their numbers yet. */
function recordsOf(step: TallyStep, spans: ReadonlyMap<number, SpanTallies>): TallyRecord[] {
  return [...spans].flatMap(([createdAt, span]) =>
    [...span].flatMap(([applicationId, tally]) =>
      parts.map((part): TallyRecord => {
        const id = tallyId(step, createdAt, applicationId, part);
        return { id, eventNumber: 0, createdAt, step, part, applicationId, groups: writeGroups(tally, part) };
      }),
    ),
  );
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
  const stored = await readBetween(store, step, from, until);
  const numbers = new Map(stored.map(({ id, eventNumber }) => [id, eventNumber]));
  const counted = recordsOf(step, spans);
  const ids = new Set(counted.map(({ id }) => id));
  const emptied = stored.filter(({ id }) => !ids.has(id)).map((record) => ({ ...record, groups: '[]' }));
  const records = [...counted, ...emptied].map((record) => ({
    ...record,
    // Also when the clock went back since the last count.
    eventNumber: Math.max(now, (numbers.get(record.id) ?? 0) + 1),
  }));
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
