import type { Reach } from '../admin/reach.js';
import { reachableApplications } from '../admin/reach.js';
import type { Context } from '../context.js';
import type { SettingsSnapshot } from '../settings/settings-snapshot.js';
import type { TallyGroup, TallyRecord } from '../tally-records.js';
import type { FiguresView, Overview, OverviewSpan, ReadOverviewInput } from './overview-schemas.js';
import { isRecounting } from './recount-history.js';
import type { RollUpContext } from './roll-up.js';
import { tallyId } from './save-tallies.js';
import { addGroup, type Figures, noFigures, readGroups } from './tally.js';
import { startOf, stepMilliseconds, type TallyStep } from './tally-steps.js';
import { viewFigures } from './view-figures.js';

export type OverviewContext = RollUpContext & Pick<Context, 'settings'>;

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
  readonly tables: Readonly<Record<'channel' | 'provider' | 'country' | 'application', Table>>;
}

function sumTallies(records: readonly TallyRecord[], starts: readonly number[], channel: string | undefined): Sums {
  const totals = noFigures();
  const parts = new Map(starts.map((start) => [start, noFigures()]));
  const tables = { channel: new Map(), provider: new Map(), country: new Map(), application: new Map() };
  for (const record of records) {
    const { createdAt, applicationId } = record;
    const part = parts.get(createdAt);
    for (const group of readGroups(record)) {
      if (channel !== undefined && group.channel !== channel) continue;
      if (group.by !== 'all') {
        addTo(tables[group.by], group.value, group);
        continue;
      }
      addGroup(totals, group);
      if (part) addGroup(part, group);
      addTo(tables.channel, group.channel, group);
      if (applicationId !== null) addTo(tables.application, applicationId, group);
    }
  }
  return { totals, parts, tables };
}

/** The same span before, as one; null where history does not reach that far. */
async function readBefore(
  context: OverviewContext,
  { step, parts, isCompared }: Spread,
  from: number,
  owners: readonly (string | null)[],
  channel: string | undefined,
): Promise<FiguresView | null> {
  if (!isCompared) return null;
  const length = stepMilliseconds[step];
  const starts = Array.from({ length: parts }, (_, place) => from - (parts - place) * length);
  const first = starts[0] ?? from;
  const older = { createdAt: { below: first + length } };
  const [challenge] = await context.store.challenges.page(older, { limit: 1 });
  if (!challenge) return null;
  const records = await readTallies(context, step, starts, owners);
  return viewFigures(sumTallies(records, starts, channel).totals, parts * length);
}

function readTallies(
  { store }: OverviewContext,
  step: TallyStep,
  starts: readonly number[],
  owners: readonly (string | null)[],
): Promise<TallyRecord[]> {
  return store.tallies.getMany(starts.flatMap((start) => owners.map((owner) => tallyId(step, start, owner))));
}

type Tables = Pick<Overview, 'channels' | 'providers' | 'countries' | 'applications'>;

function viewTables({ tables }: Sums, settings: SettingsSnapshot, milliseconds: number): Tables {
  const { providers, applications } = settings;
  const rows = (table: Table) =>
    [...table]
      .map(([name, figures]) => ({ name, figures: viewFigures(figures, milliseconds) }))
      .toSorted(({ figures: one }, { figures: other }) => other.codes - one.codes || other.challenges - one.challenges);
  return {
    channels: rows(tables.channel).map(({ name: channel, figures }) => ({ channel, ...figures })),
    providers: rows(tables.provider).map(({ name: provider, figures }) => {
      const setting = providers.get(provider);
      return { provider, name: setting?.name ?? null, channel: setting?.channel ?? null, ...figures };
    }),
    countries: rows(tables.country).map(({ name: country, figures }) => ({ country, ...figures })),
    applications: rows(tables.application).map(({ name: application, figures }) => ({
      application,
      name: applications.get(application)?.name ?? null,
      ...figures,
    })),
  };
}

/**
 * What is shown of the codes of a span: from tallies, so that it takes as long with a million deliveries as with none. They
 * are a few seconds behind history. Throws `not_found` for an application out of reach.
 */
export async function readOverview(context: OverviewContext, { reach, input }: ReadOverview): Promise<Overview> {
  const { span, application, channel } = input;
  const spread = spreads[span];
  const length = stepMilliseconds[spread.step];
  const owners = reachableApplications(reach, application) ?? [null];
  const now = await context.live.now();
  const last = startOf(spread.step, now);
  const from = last - (spread.parts - 1) * length;
  const starts = Array.from({ length: spread.parts }, (_, place) => from + place * length);
  const [records, before, recounting] = await Promise.all([
    readTallies(context, spread.step, starts, owners),
    readBefore(context, spread, from, owners, channel),
    isRecounting(context.store),
  ]);
  const sums = sumTallies(records, starts, channel);
  return {
    span,
    from: new Date(from).toISOString(),
    until: new Date(now).toISOString(),
    stepSeconds: length / 1000,
    recounting,
    totals: viewFigures(sums.totals, now - from),
    before,
    series: [...sums.parts].map(([start, figures]) => ({
      at: new Date(start).toISOString(),
      ...viewFigures(figures, Math.min(length, now - start)),
    })),
    ...viewTables(sums, context.settings.current(), now - from),
  };
}
