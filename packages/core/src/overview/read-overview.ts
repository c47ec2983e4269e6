import type { Reach } from '../admin/reach.js';
import { reachableApplications } from '../admin/reach.js';
import type { Context } from '../context.js';
import type { SettingsSnapshot } from '../settings/settings-snapshot.js';
import type { TallyGroup, TallyRecord } from '../tally-records.js';
import { readCountedAt } from './counted-at.js';
import type { FiguresView, Overview, OverviewSpan, ReadOverviewInput } from './overview-schemas.js';
import { isRecounting } from './recount-history.js';
import type { RollUpContext } from './roll-up.js';
import { tallyId } from './save-tallies.js';
import { addGroup, type Figures, noFigures, readGroups } from './tally.js';
import { startOf, stepMilliseconds, type TallyStep, tallySteps } from './tally-steps.js';
import { viewFigures } from './view-figures.js';

export type OverviewContext = RollUpContext & Pick<Context, 'settings' | 'now'>;

export interface ReadOverview {
  readonly reach: Reach;
  readonly input: ReadOverviewInput;
}

interface Spread {
  readonly step: TallyStep;
  readonly parts: number;
  /** Whether the same span before is compared: for 30 days history would have to reach 60 days. */
  readonly isCompared: boolean;
}

const spreads: Readonly<Record<OverviewSpan, Spread>> = {
  hour: { step: 'minute', parts: 60, isCompared: true },
  day: { step: 'quarter', parts: 96, isCompared: true },
  week: { step: 'hour', parts: 168, isCompared: true },
  month: { step: 'sixHours', parts: 120, isCompared: false },
};

/** Figures by name, which begin at nothing. */
type Table = Map<string, Figures>;

function addTo(table: Table, name: string, group: TallyGroup): void {
  const figures = table.get(name) ?? noFigures();
  table.set(name, figures);
  addGroup(figures, group);
}

interface Sums {
  readonly totals: Figures;
  readonly parts: ReadonlyMap<number, Figures>;
  readonly channels: Table;
  readonly applications: Table;
}

interface Asked {
  /** Null: all applications together. */
  readonly owners: readonly (string | null)[];
  readonly channel: string | undefined;
}

/** The groups of a record that are of the channel that is asked for. */
function groupsOf(record: TallyRecord, { channel }: Asked): readonly TallyGroup[] {
  const groups = readGroups(record);
  return channel === undefined ? groups : groups.filter((group) => group.channel === channel);
}

async function sumTotals(
  { store }: OverviewContext,
  asked: Asked,
  step: TallyStep,
  starts: readonly number[],
): Promise<Sums> {
  const ids = starts.flatMap((start) => asked.owners.map((owner) => tallyId(step, start, owner, 'totals')));
  const sums = {
    totals: noFigures(),
    parts: new Map(starts.map((start) => [start, noFigures()])),
    channels: new Map<string, Figures>(),
    applications: new Map<string, Figures>(),
  };
  for (const record of await store.tallies.getMany(ids)) {
    const part = sums.parts.get(record.createdAt);
    for (const group of groupsOf(record, asked)) {
      addGroup(sums.totals, group);
      if (part) addGroup(part, group);
      addTo(sums.channels, group.channel, group);
      if (record.applicationId !== null) addTo(sums.applications, record.applicationId, group);
    }
  }
  return sums;
}

/** The fewest spans that begin where the range does and reach beyond now, after which there is nothing. */
function coverOf(from: number, now: number): { readonly step: TallyStep; readonly start: number }[] {
  const cover: { step: TallyStep; start: number }[] = [];
  let start = from;
  while (start <= now) {
    const step = tallySteps.findLast((longest) => startOf(longest, start) === start) ?? 'minute';
    cover.push({ step, start });
    start += stepMilliseconds[step];
  }
  return cover;
}

async function sumTables({ store }: OverviewContext, asked: Asked, from: number, now: number) {
  const tables = { all: new Map(), provider: new Map(), country: new Map(), application: new Map() };
  const ids = coverOf(from, now).flatMap(({ step, start }) =>
    asked.owners.map((owner) => tallyId(step, start, owner, 'tables')),
  );
  for (const record of await store.tallies.getMany(ids)) {
    for (const group of groupsOf(record, asked)) addTo(tables[group.by], group.value, group);
  }
  return tables;
}

/** The same span before, as one; null where history does not reach that far. */
async function readBefore(
  context: OverviewContext,
  asked: Asked,
  { step, parts, isCompared }: Spread,
  from: number,
): Promise<FiguresView | null> {
  if (!isCompared) return null;
  const length = stepMilliseconds[step];
  const starts = Array.from({ length: parts }, (_, place) => from - (parts - place) * length);
  const older = { step: { equals: 'quarter' }, createdAt: { below: (starts[0] ?? from) + length } } as const;
  const [counted] = await context.store.tallies.page(older, { limit: 1 });
  if (!counted) return null;
  return viewFigures((await sumTotals(context, asked, step, starts)).totals, parts * length);
}

type Tables = Pick<Overview, 'channels' | 'providers' | 'countries' | 'applications'>;

function viewTables(
  { channels, applications: ofReach }: Sums,
  { provider, country, application }: Awaited<ReturnType<typeof sumTables>>,
  settings: SettingsSnapshot,
  milliseconds: number,
): Tables {
  const { providers, applications } = settings;
  const rows = (table: Table) =>
    [...table]
      .map(([name, figures]) => ({ name, figures: viewFigures(figures, milliseconds) }))
      .toSorted(({ figures: one }, { figures: other }) => other.codes - one.codes || other.challenges - one.challenges);
  return {
    channels: rows(channels).map(({ name: channel, figures }) => ({ channel, ...figures })),
    providers: rows(provider).map(({ name: id, figures }) => {
      const setting = providers.get(id);
      return { provider: id, name: setting?.name ?? null, channel: setting?.channel ?? null, ...figures };
    }),
    countries: rows(country).map(({ name: code, figures }) => ({ country: code, ...figures })),
    applications: rows(new Map([...application, ...ofReach])).map(({ name: id, figures }) => ({
      application: id,
      name: applications.get(id)?.name ?? null,
      ...figures,
    })),
  };
}

/**
 * What is shown of the codes of a span: from tallies alone, so that it takes as long with a million deliveries as with none. They
 * are a few seconds behind history, under heavy load up to a minute. Throws `not_found` for an application out of reach.
 */
export async function readOverview(context: OverviewContext, { reach, input }: ReadOverview): Promise<Overview> {
  const { span, application, channel } = input;
  const spread = spreads[span];
  const length = stepMilliseconds[spread.step];
  const owners = reachableApplications(reach, application) ?? [null];
  // The figures are all in the store, and an outage is when they are looked at.
  const now = await context.live.now().catch(() => context.now());
  const last = startOf(spread.step, now);
  const from = last - (spread.parts - 1) * length;
  const starts = Array.from({ length: spread.parts }, (_, place) => from + place * length);
  const asked = { owners, channel };
  const [sums, tables, before, recounting, countedAt] = await Promise.all([
    sumTotals(context, asked, spread.step, starts),
    sumTables(context, asked, from, now),
    readBefore(context, asked, spread, from),
    isRecounting(context.store),
    readCountedAt(context.store),
  ]);
  return {
    span,
    from: new Date(from).toISOString(),
    until: new Date(now).toISOString(),
    stepSeconds: length / 1000,
    countedAt: countedAt === null ? null : new Date(countedAt).toISOString(),
    recounting,
    totals: viewFigures(sums.totals, now - from),
    before,
    series: [...sums.parts].map(([start, figures]) => ({
      at: new Date(start).toISOString(),
      ...viewFigures(figures, Math.min(length, now - start)),
    })),
    ...viewTables(sums, tables, context.settings.current(), now - from),
  };
}
