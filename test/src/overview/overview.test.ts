import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Context } from '@otpost/core/context';
import { createRecorder } from '@otpost/core/history/recorder';
import { type FiguresView, type Overview, type OverviewSpan } from '@otpost/core/overview/overview-schemas';
import { readOverview } from '@otpost/core/overview/read-overview';
import { recountHistory } from '@otpost/core/overview/recount-history';
import { createRollUp, purgeTallies, type RollUp } from '@otpost/core/overview/roll-up';
import type { ChallengeRecord, DeliveryRecord } from '@otpost/core/records';
import type { HistoryCollection, Store } from '@otpost/core/store-port';
import { seededRandom } from '../chaos/seeded-random.js';
import { startTestRedis, type TestRedis } from '../servers/start-test-redis.js';
import { openTestProcess, type TestProcess } from '../settings/open-test-process.js';
import { type SharedStore, sharedStores } from '../users/each-store.js';
import { type FallibleStore, fallibleStore } from './fallible-store.js';
import { plainFigures } from './plain-count.js';
import { randomStory } from './random-events.js';
import { type ScriptedEvents, scriptedEvents } from './scripted-events.js';

const hour = 3_600_000;
const day = 24 * hour;
const now = 1_790_000_123_456;
const workload = {
  applications: ['app_a', 'app_b', 'app_c'],
  providers: ['prv_1', 'prv_2', 'prv_3'],
  countries: ['DE', 'SI', 'JP', 'BR'],
};
const spans: readonly OverviewSpan[] = ['hour', 'day', 'week', 'month'];
const whole = { applications: null };

let redis: TestRedis;
beforeAll(async () => {
  redis = await startTestRedis();
});
afterAll(() => redis.stop());

async function allOf<Stored extends { readonly id: string; readonly createdAt: number }>(
  collection: HistoryCollection<Stored>,
): Promise<Stored[]> {
  return collection.page({}, { limit: 1_000_000 });
}

interface Filter {
  readonly applications: readonly string[] | null;
  readonly channel?: string;
}

/** An overview as it must be, from every record of history. */
function expectedOf(
  { from, stepSeconds }: Overview,
  challenges: readonly ChallengeRecord[],
  deliveries: readonly DeliveryRecord[],
  { applications, channel }: Filter,
) {
  const start = Date.parse(from);
  const isMeant = (record: ChallengeRecord | DeliveryRecord): boolean =>
    record.createdAt >= start &&
    (applications === null || applications.includes(record.applicationId ?? '')) &&
    (channel === undefined || record.channel === channel);
  const [ours, owed] = [challenges.filter(isMeant), deliveries.filter(isMeant)];
  const figures = (filter: (record: ChallengeRecord | DeliveryRecord) => boolean, milliseconds = now - start) =>
    plainFigures(ours.filter(filter), owed.filter(filter), milliseconds);
  const rows = (valueOf: (record: ChallengeRecord | DeliveryRecord) => string | null) => {
    const values = new Set([...ours, ...owed].map(valueOf).filter((value) => value !== null));
    return Object.fromEntries([...values].map((value) => [value, figures((record) => valueOf(record) === value)]));
  };
  const providerOf = (record: ChallengeRecord | DeliveryRecord): string | null => {
    if ('provider' in record) return record.provider;
    const last = record.events.filter(({ type }) => type === 'attempt_closed').at(-1);
    return (last?.data.provider as string | undefined) ?? null;
  };
  const length = stepSeconds * 1000;
  return {
    totals: figures(() => true),
    series: Array.from({ length: Math.ceil((now - start) / length) }, (_, place) => {
      const at = start + place * length;
      const isIn = ({ createdAt }: { createdAt: number }) => createdAt >= at && createdAt < at + length;
      return { at: new Date(at).toISOString(), ...figures(isIn, Math.min(length, now - at)) };
    }),
    channels: rows((record) => record.channel),
    providers: rows(providerOf),
    countries: rows((record) => record.country),
    applications: rows((record) => record.applicationId),
  };
}

type Row = FiguresView & Readonly<Record<string, unknown>>;

function byName(rows: readonly Row[], name: string, more: readonly string[] = []): Record<string, unknown> {
  const leftOut = new Set([name, ...more]);
  return Object.fromEntries(
    rows.map((row) => [row[name], Object.fromEntries(Object.entries(row).filter(([key]) => !leftOut.has(key)))]),
  );
}

function comparable(overview: Overview) {
  return {
    totals: overview.totals,
    series: overview.series,
    channels: byName(overview.channels, 'channel'),
    providers: byName(overview.providers, 'provider', ['name', 'channel']),
    countries: byName(overview.countries, 'country'),
    applications: byName(overview.applications, 'application', ['name']),
  };
}

/** Repeats until nothing is left, as a worker does; what dies is begun again. */
async function persist(work: () => Promise<number>): Promise<void> {
  for (let rounds = 0, done = -1; done !== 0; rounds += 1) {
    if (rounds > 2000) throw new Error('It does not come to an end');
    done = await work().catch(() => -1);
  }
}

/** A MongoDB in memory looks at every record for each question. */
const sizes = {
  SQLite: { rounds: 6, stories: 40 },
  MongoDB: { rounds: 3, stories: 12 },
};

describe.each(sharedStores)('the overview on %s', (storeName, share) => {
  const { rounds, stories } = storeName === 'SQLite' ? sizes.SQLite : sizes.MongoDB;
  let shared: SharedStore | undefined;
  let testProcess: TestProcess;
  let context: Context;
  let store: Store;
  let fallible: FallibleStore;
  let events: ScriptedEvents;
  let rollUp: RollUp;
  const random = seededRandom(20_261_126);

  beforeAll(async () => {
    shared = await share();
    if (!shared) return;
    store = shared.open();
    testProcess = await openTestProcess(store, redis.url);
    fallible = fallibleStore(store, random);
    events = scriptedEvents();
    const { live } = testProcess.context;
    context = { ...testProcess.context, store: fallible.store, live: { ...live, events, now: async () => now } };
    rollUp = createRollUp(context, { mostMinutes: 40, mostRecords: 300 });
  });
  afterAll(async () => {
    testProcess?.stop();
    await shared?.end();
  });

  /** Some of the stories are of this hour, others of any time in 31 days; their events come interleaved. */
  const addStories = (count: number) => {
    const told = Array.from({ length: count }, () => {
      const longest = random() < 0.3 ? hour : random() < 0.5 ? day : 31 * day;
      return randomStory(random, workload, now - Math.floor(random() * longest));
    });
    const longest = Math.max(...told.map((story) => story.length));
    for (let place = 0; place < longest; place += 1) events.add(told.flatMap((story) => story[place] ?? []));
  };
  const newRecorder = () =>
    createRecorder({ live: context.live, store: fallible.store, name: 'one', onEnded: () => {} });
  const finish = async () => {
    fallible.risk = 0;
    await persist(() => newRecorder().record());
    await persist(() => recountHistory(context));
    await persist(async () => {
      await rollUp();
      return (await store.staleMinutes.list()).length;
    });
  };
  const expectEqual = async (filter: Filter = { applications: null }) => {
    const [challenges, deliveries] = [await allOf(store.challenges), await allOf(store.deliveries)];
    for (const span of spans) {
      const { channel } = filter;
      const input = { span, ...(channel === undefined ? {} : { channel: channel as 'sms' }) };
      const overview = await readOverview(context, { reach: filter, input });
      expect(comparable(overview)).toEqual(expectedOf(overview, challenges, deliveries, filter));
      expect(overview.countedAt).toBe(new Date(now).toISOString());
      expect(overview.recounting).toBe(false);
    }
  };

  test('equals a plain count of history, whatever died and was repeated', async () => {
    if (!shared) return;
    for (let round = 0; round < rounds; round += 1) {
      addStories(stories);
      fallible.risk = 0.1;
      let recorder = newRecorder();
      const record = async () => {
        try {
          return await recorder.record();
        } catch {
          // Died: the next one begins at the cursor.
          recorder = newRecorder();
          return -1;
        }
      };
      const count = () => Promise.all([rollUp(), createRollUp(context)(), recountHistory(context, 200)]);
      for (let turn = 0; turn < 6; turn += 1) await Promise.all([record(), count().catch(() => undefined)]);
    }
    await finish();
    await expectEqual();
    await expectEqual({ applications: null, channel: 'sms' });
    await expectEqual({ applications: ['app_b'] });
    await expectEqual({ applications: ['app_a', 'app_c'], channel: 'email' });
  }, 120_000);

  test('follows receipts that come after all was counted, also of old days', async () => {
    if (!shared) return;
    const sent = (await allOf(store.deliveries)).filter(({ status }) => status === 'sent').slice(0, 30);
    const challenges = new Map((await allOf(store.challenges)).map((challenge) => [challenge.id, challenge]));
    events.add(
      sent.flatMap((delivery) => {
        const number = (challenges.get(delivery.ownerId)?.eventNumber ?? 0) + 1;
        const data = { send: delivery.send, delivery: 'delivered', reason: null };
        return { position: '', id: delivery.ownerId, number, type: 'receipt', at: now - 5, data };
      }),
    );
    await finish();
    expect(sent.length).toBeGreaterThan(3);
    const [first] = sent;
    expect((await store.deliveries.get(first?.id ?? ''))?.status).toBe('delivered');
    await expectEqual();
  }, 120_000);

  test('counts a history once that was there before, and begins where it was stopped', async () => {
    if (!shared) return;
    const all = () => store.tallies.deleteWhere({ createdAt: { below: now } }, 1_000_000);
    expect(await all()).toBeGreaterThan(50);
    await store.cursors.saveAll([{ id: 'tallies', position: '' }]);
    const { recounting } = await readOverview(context, { reach: whole, input: { span: 'hour' } });
    expect(recounting).toBe(true);
    fallible.risk = 0.05;
    for (let round = 0; round < 20; round += 1) await recountHistory(context, 50).catch(() => undefined);
    await finish();
    await expectEqual();
  }, 120_000);

  test('keeps no minute that is summed, and nothing that history forgot', async () => {
    if (!shared) return;
    await purgeTallies(context, 10);
    const left = await store.tallies.page({}, { limit: 100_000 });
    const oldest = Math.min(...left.map(({ createdAt }) => createdAt));
    expect(oldest).toBeGreaterThan(now - 11 * day);
    const minutes = left.filter(({ step }) => step === 'minute');
    expect(Math.min(...minutes.map(({ createdAt }) => createdAt))).toBeGreaterThan(now - 5 * hour);
    expect(minutes.length).toBeGreaterThan(0);
  });

  test('an application out of reach is not there', async () => {
    if (!shared) return;
    const asked = readOverview(context, {
      reach: { applications: ['app_a'] },
      input: { span: 'hour', application: 'app_b' },
    });
    await expect(asked).rejects.toMatchObject({ code: 'not_found' });
  });
});
