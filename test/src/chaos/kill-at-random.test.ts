import { randomInt } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { testChaosSeed } from '@otpost/config/test-environment';
import { connectSink, newApplication, type TestApplication } from '../servers/furnish.js';
import { type ChallengeHistory, untilHistoryIsWhole } from '../servers/history-faults.js';
import { type MessageSink, startMessageSink } from '../servers/message-sink.js';
import { type House, startHouse } from '../servers/start-house.js';
import { brokenPromises, unsent } from './broken-promises.js';
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

const broken = () => brokenPromises({ accepted, history, sink });

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
    expect(broken()).toMatchObject({ approvedTwice: [], approvedByWrongCode: [] });
  });

  test('forgets no answer: what was approved or canceled is so in history', () => {
    expect(broken().answerForgotten).toEqual([]);
  });

  test('sends at most two messages for one send, to the right person', () => {
    expect(broken()).toMatchObject({ sentMoreThanTwice: [], sentToAnother: [] });
  });

  test('loses none: each was sent, or says why not', () => {
    expect(broken().lost).toEqual([]);
    expect(unsent({ accepted, history, sink }).length).toBeLessThan(accepted.length / 2);
  });

  test('reports nothing as sent that was not', () => {
    expect(broken().reportedAsSent).toEqual([]);
  });
});
