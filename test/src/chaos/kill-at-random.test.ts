import { randomInt } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { testChaosSeed } from '@otpost/config/test-environment';
import { connectSink, newApplication, type TestApplication } from '../servers/furnish.js';
import { type ChallengeHistory, storyOf, untilHistoryIsWhole } from '../servers/history-faults.js';
import { type MessageSink, startMessageSink } from '../servers/message-sink.js';
import { type House, startHouse } from '../servers/start-house.js';
import { wreakHavoc } from './havoc.js';
import { type Accepted, runLoad } from './run-load.js';
import { seededRandom } from './seeded-random.js';

const seed = testChaosSeed() ?? randomInt(2 ** 31);
const runMilliseconds = 60_000;
const createsPerSecond = 45;
const lifeSeconds = 60;
/** DESIGN section 9: no accepted challenge without an end within its life plus 60 s. */
const longestMilliseconds = (lifeSeconds + 60) * 1000;
const apis = 2;

let sink: MessageSink;
let house: House;
let killed: string[];
let accepted: Accepted[];
let history: Map<string, ChallengeHistory>;

beforeAll(async () => {
  process.stderr.write(`Chaos: seed ${seed}; OTPOST_TEST_CHAOS_SEED=${seed} replays it\n`);
  sink = await startMessageSink();
  let application: TestApplication | undefined;
  house = await startHouse({
    apis,
    workers: 2,
    furnish: async (made) => {
      await connectSink(made, sink);
      application = await newApplication(made, { lifeSeconds, cooldownSeconds: [1] });
    },
  });
  const load = { application: application!, apis, sink, createsPerSecond, milliseconds: runMilliseconds };
  // Two sources, so that how often one is asked does not change the other.
  [killed, accepted] = await Promise.all([
    wreakHavoc(house, seededRandom(seed), runMilliseconds),
    runLoad({ ...load, random: seededRandom(seed + 1) }),
  ]);
  const ids = accepted.map(({ id }) => id);
  history = await untilHistoryIsWhole(house.store, ids, longestMilliseconds);
}, 300_000);
afterAll(async () => {
  await house?.end();
  await sink?.close();
}, 60_000);

const idsOf = (some: readonly Accepted[]): string[] => some.map(({ id }) => id);
const deliveries = () => [...history.values()].flatMap((own) => own.deliveries);

describe(`a minute of load while the API, workers and Redis are killed at random (seed ${seed})`, () => {
  test('is a real one: every kind was killed, and challenges of every kind were accepted', () => {
    const kinds = new Set(killed.map((name) => name.replace(/-\d+$/, '')));
    expect(kinds).toEqual(new Set(['api', 'worker', 'redis']));
    expect(accepted.length).toBeGreaterThan(500);
    const statuses = new Set([...history.values()].map(({ challenge }) => challenge.status));
    expect(statuses).toEqual(new Set(['approved', 'canceled', 'expired', 'max_checks_reached']));
  });

  test('leaves no accepted challenge without an end within its life and 60 seconds', () => {
    const late = [...history.values()].filter(
      ({ challenge }) => (challenge.endedAt ?? Infinity) - challenge.createdAt > longestMilliseconds,
    );
    expect(late.map(({ challenge }) => challenge.id)).toEqual([]);
  });

  test('approves no code twice and no wrong code at all', () => {
    expect(idsOf(accepted.filter(({ approvals }) => approvals > 1))).toEqual([]);
    expect(idsOf(accepted.filter(({ wrongApprovals }) => wrongApprovals > 0))).toEqual([]);
  });

  test('forgets no answer: what was approved or canceled is so in history', () => {
    const statusOf = ({ id }: Accepted) => history.get(id)?.challenge.status;
    const approved = accepted.filter(({ approvals }) => approvals > 0);
    expect(idsOf(approved.filter((one) => statusOf(one) !== 'approved'))).toEqual([]);
    const canceled = accepted.filter((one) => one.canceled);
    expect(idsOf(canceled.filter((one) => statusOf(one) !== 'canceled'))).toEqual([]);
  });

  test('sends at most two messages for one send, to the right person', () => {
    const counts = new Map<string, number>();
    for (const { deliveryId } of sink.messages()) counts.set(deliveryId, (counts.get(deliveryId) ?? 0) + 1);
    expect([...counts].filter(([, count]) => count > 2)).toEqual([]);
    const misled = accepted.filter(({ id, to }) => sink.messagesOf(id).some((message) => message.to !== to));
    expect(idsOf(misled)).toEqual([]);
  });

  test('loses none: each was sent, or says why not', () => {
    const unsent = accepted.filter(({ id }) => sink.messagesOf(id).length === 0);
    // Canceled before it went out; or too late, on a machine too busy to start what was killed; or lost with two workers.
    const honest = new Set(['canceled', 'expired', 'unknown']);
    const isLost = ({ id }: Accepted) => {
      const last = history.get(id)!.deliveries.at(-1)!;
      const says = last.reason ?? last.attempts.at(-1)?.detail ?? null;
      return !honest.has(last.status) || says === null;
    };
    expect(unsent.filter(isLost).map(({ id }) => storyOf(history.get(id)!))).toEqual([]);
    expect(unsent.length).toBeLessThan(accepted.length / 2);
  });

  test('reports nothing as sent that was not', () => {
    const arrived = new Set(sink.messages().map(({ deliveryId }) => deliveryId));
    const claimed = deliveries().filter(({ status, id }) => status === 'sent' && !arrived.has(id));
    expect(claimed.map(({ id }) => id)).toEqual([]);
  });
});
