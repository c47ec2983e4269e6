import { randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { masterKeys } from '@otpost/core/keyring/master-keys';
import type { OverviewSpan } from '@otpost/core/overview/overview-schemas';
import { readOverview } from '@otpost/core/overview/read-overview';
import { isRecounting, recountHistory } from '@otpost/core/overview/recount-history';
import { stepMilliseconds, type TallyStep } from '@otpost/core/overview/tally-steps';
import { loadSettings } from '@otpost/core/settings/load-settings';
import type { Store } from '@otpost/core/store-port';
import { bootstrap } from '@otpost/process/bootstrap';
import { openStore } from '@otpost/store/open-store';
import { startTestMongo } from '../../servers/start-test-mongo.js';
import type { BenchCase } from '../bench-case.js';
import type { BenchTools } from '../bench-tools.js';
import { fillHistory } from '../overview/fill-history.js';
import { median } from '../statistics.js';

/** How many spans of each length are read, with those before that they are compared with. */
const readSteps: Readonly<Record<TallyStep, number>> = { minute: 121, quarter: 193, hour: 337, sixHours: 121, day: 31 };
const spans: readonly OverviewSpan[] = ['hour', 'day', 'week', 'month'];
const historyMilliseconds = 30 * 86_400_000;
/** People wait for each look. */
const mostMilliseconds = 200;

interface Looked {
  readonly span: OverviewSpan;
  readonly milliseconds: number;
}

async function openContext(store: Store) {
  const master = masterKeys([{ id: 'bench', bytes: randomBytes(32) }]);
  const random = (count: number): Buffer => randomBytes(count);
  await bootstrap({ store, masterKeys: master, randomBytes: random, now: Date.now });
  const snapshot = await loadSettings(store, master, random, Date.now);
  return {
    store,
    now: Date.now,
    live: { now: async () => Date.now() },
    settings: { current: () => snapshot, refresh: async () => undefined },
  };
}

/** Looks at each span as often as there are rounds. */
async function look({ rounds }: BenchTools, context: Awaited<ReturnType<typeof openContext>>): Promise<Looked[]> {
  const looked: Looked[] = [];
  for (const span of spans) {
    const times: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const startedAt = performance.now();
      await readOverview(context, { reach: { applications: null }, input: { span } });
      times.push(performance.now() - startedAt);
    }
    looked.push({ span, milliseconds: median(times) });
  }
  return looked;
}

/** Writes the history, has it counted, and looks. */
async function lookAtFilled(tools: BenchTools, store: Store): Promise<Looked[]> {
  const { size, progress } = tools;
  const context = await openContext(store);
  await fillHistory(store, size.overviewDeliveries, Date.now(), historyMilliseconds, progress);
  progress('counting');
  while (await isRecounting(store)) await recountHistory(context);
  progress('counted');
  return await look(tools, context);
}

/** With the tallies that the overview reads, counted by the other store: a server in memory holds no million deliveries. */
async function lookAtCopied(tools: BenchTools, store: Store, counted: Store): Promise<Looked[]> {
  const context = await openContext(store);
  for (const [step, spans] of Object.entries(readSteps)) {
    const from = Date.now() - spans * stepMilliseconds[step as TallyStep];
    const where = { step: { equals: step }, createdAt: { atLeast: from } };
    const tallies = await counted.tallies.page(where, { limit: 10_000 });
    const ofAll = tallies.filter(({ applicationId }) => applicationId === null);
    for (const tally of ofAll) await store.tallies.saveNewer([tally]);
    tools.progress(`${ofAll.length} tallies of one ${step} are copied`);
  }
  await store.cursors.saveAll([{ id: 'tallies', position: 'done' }]);
  return await look(tools, context);
}

const slowestOf = (looked: readonly Looked[]): number => Math.max(...looked.map(({ milliseconds }) => milliseconds));

async function run(tools: BenchTools) {
  const dataDirectory = join(tools.directory, 'store');
  await mkdir(dataDirectory, { recursive: true });
  const sqlite = openStore({ dataDirectory, now: Date.now });
  tools.stage.keep({ stop: () => sqlite.close() });
  const onSqlite = await lookAtFilled(tools, sqlite);
  const further = (name: string, looked: readonly Looked[]) =>
    looked.map(({ span, milliseconds }) => ({
      measure: `${name}, ${span}`,
      ours: milliseconds,
      unit: 'ms',
      atMost: mostMilliseconds,
    }));
  const mongo = await startTestMongo();
  if (!mongo) return { ours: slowestOf(onSqlite), baseline: null, further: further('SQLite', onSqlite) };
  tools.stage.keep(mongo);
  const store = openStore({ mongodbUrl: mongo.newDatabaseUrl(), dataDirectory, now: Date.now });
  tools.stage.keep({ stop: () => store.close() });
  tools.progress(`going on with ${mongo.name}`);
  const onMongo = await (mongo.isInMemory ? lookAtCopied(tools, store, sqlite) : lookAtFilled(tools, store));
  return {
    ours: Math.max(slowestOf(onSqlite), slowestOf(onMongo)),
    baseline: null,
    further: [...further('SQLite', onSqlite), ...further(mongo.name, onMongo)],
  };
}

export const overviewCase: BenchCase = {
  name: 'overview',
  title: 'The overview of a span with a million deliveries in history, on both stores',
  unit: 'ms',
  target: { atMost: mostMilliseconds },
  isLong: true,
  run,
};
