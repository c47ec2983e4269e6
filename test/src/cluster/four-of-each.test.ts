import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Plan } from '../chaos/accepted.js';
import { codeLength, lifeSeconds } from '../chaos/chaos-house.js';
import type { Evidence } from '../chaos/evidence.js';
import { gatherEvidence } from '../chaos/gather-evidence.js';
import { invariants } from '../chaos/invariants.js';
import { wrongFor } from '../chaos/live-challenge.js';
import { runLoad } from '../chaos/run-load.js';
import { seededRandom } from '../chaos/seeded-random.js';
import { untilAllEnded } from '../chaos/until-all-ended.js';
import { eventually } from '../servers/eventually.js';
import { connectSink, newApplication, type TestApplication } from '../servers/furnish.js';
import { type Answer, ask } from '../servers/house-client.js';
import { type MessageSink, startMessageSink } from '../servers/message-sink.js';
import type { ProductProcess } from '../servers/product-process.js';
import { type HouseOn, startHouseOn } from '../servers/start-house.js';
import { startTestRedisCluster, type TestRedisCluster } from '../servers/start-test-redis-cluster.js';

const apis = 4;
const rounds = 30;

let sink: MessageSink;
let house: HouseOn<TestRedisCluster>;
let application: TestApplication;
let processIds: number[];

const currentProcessIds = (): number[] => [...house.apis, ...house.workers].map((each) => each.processId());
const readiness = (): Promise<number[]> =>
  Promise.all(house.apis.map(async (api) => (await ask({ method: 'GET', url: `${api.url()}/readyz` })).status));

beforeAll(async () => {
  sink = await startMessageSink();
  const cluster = await startTestRedisCluster();
  house = await startHouseOn(cluster, { apis, workers: 4, furnish: (made) => connectSink(made, sink) });
  application = await newApplication(house, { lifeSeconds, codeLength, cooldownSeconds: [1] });
  processIds = currentProcessIds();
}, 90_000);
afterAll(async () => {
  await house?.end();
  await sink?.close();
}, 30_000);

/** The same question, this many times at once, over all API processes. */
function atOnce(times: number, path: string, body: unknown): Promise<Answer[]> {
  const questions = Array.from({ length: times }, (_, index) => index % apis);
  return Promise.all(questions.map((api) => application.ask('POST', path, body, { api })));
}

async function challengeWithCode(address: string): Promise<{ id: string; code: string }> {
  const created = await application.ask('POST', '/challenges', { channel: 'email', to: address });
  expect(created.status).toBe(201);
  const { id } = created.body;
  const message = await eventually('the message is there', () => sink.messagesOf(id)[0]);
  return { id, code: message.code };
}

describe('four processes of each kind on three masters', () => {
  test('are ready', async () => {
    expect(await readiness()).toEqual([200, 200, 200, 200]);
  });

  test(`approve a right code that comes a hundred times at once exactly once, in each of ${rounds} rounds`, async () => {
    for (let round = 0; round < rounds; round += 1) {
      const { id, code } = await challengeWithCode(`right-${round}@example.com`);
      const answers = await atOnce(100, `/challenges/${id}/check`, { code });
      expect(answers.filter(({ status, body }) => status === 200 && body.valid)).toHaveLength(1);
      const others = answers.filter(({ body }) => !body.valid);
      expect(new Set(others.map(({ status, body }) => `${status} ${body.code}`))).toEqual(
        new Set(['409 challenge_already_approved']),
      );
    }
  }, 120_000);

  test('evaluate exactly five of a hundred wrong codes that come at once', async () => {
    const { id, code } = await challengeWithCode('wrong@example.com');
    const answers = await atOnce(100, `/challenges/${id}/check`, { code: wrongFor(code) });
    const evaluated = answers.filter(({ status }) => status === 200);
    expect(evaluated.map(({ body }) => body.valid)).toEqual([false, false, false, false, false]);
  });

  test('make one challenge of a hundred creates for one address at once, and one message', async () => {
    const answers = await atOnce(100, '/challenges', { channel: 'email', to: 'crowd@example.com' });
    const ids = new Set(answers.map(({ body }) => body.id));
    expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([
      ...Array.from({ length: 99 }, () => 200),
      201,
    ]);
    expect(ids.size).toBe(1);
    const [id = ''] = ids;
    await eventually('the message is there', () => sink.messagesOf(id)[0]);
    expect(sink.messagesOf(id)).toHaveLength(1);
  });
});

/** Each comes to an end by itself, so that nobody waits for the end of its life. */
const plans: readonly Plan[] = ['right', 'right', 'right', 'wrong then right', 'only wrong', 'resend', 'cancel'];
const createsPerSecond = 30;
const quietMilliseconds = 3000;
const longestMilliseconds = 60_000;

describe('under load, while one master after the other is killed and comes back as a replica', () => {
  const statuses = new Map<number, number>();
  const outages: number[] = [];
  let evidence: Evidence;

  /**
   * Kills a master and processes with it, which start again at once. Waits until the cluster and every process are well without
   * the master, and starts it again.
   */
  async function replaceMaster(place: number, others: readonly ProductProcess[]): Promise<void> {
    await sleep(quietMilliseconds);
    const master = (await house.redis.masters())[place];
    const killedAt = performance.now();
    await Promise.all([master?.kill(), ...others.map((other) => other.kill())]);
    await Promise.all(others.map((other) => other.start()));
    await eventually('a replica took over', async () => (await house.redis.masters()).length === 3);
    await eventually('every process is ready', async () => (await readiness()).every((status) => status === 200));
    outages.push(performance.now() - killedAt);
    await sleep(quietMilliseconds);
    await master?.start();
    await house.redis.untilWhole();
  }

  beforeAll(async () => {
    let over = false;
    const trouble = replaceMaster(0, [])
      .then(() => replaceMaster(1, [...house.apis.slice(-1), ...house.workers.slice(-1)]))
      .finally(() => {
        over = true;
      });
    const latest = performance.now() + longestMilliseconds;
    const load = runLoad({
      application,
      apis,
      sink,
      lifeSeconds,
      patienceMilliseconds: longestMilliseconds,
      random: seededRandom(7),
      name: 'cluster',
      channels: ['email'],
      createsPerSecond,
      isOver: () => over || performance.now() > latest,
      plans,
      onAnswer: ({ status }) => statuses.set(status, (statuses.get(status) ?? 0) + 1),
    });
    const [, { accepted }] = await Promise.all([trouble, load]);
    const watched = {
      house,
      application,
      sink,
      secrets: new Map([['the API key', application.key.split('_').at(-1) ?? '']]),
    };
    await untilAllEnded(watched, accepted);
    evidence = await gatherEvidence(watched, { accepted, emptiedAt: null, auditEntriesBefore: 1 });
  }, 120_000);

  test('a failover takes seconds and no restart', async () => {
    const places = currentProcessIds().flatMap((id, place) => (id === processIds[place] ? [] : [place]));
    // The last API and the last worker, which were killed.
    expect(places).toEqual([apis - 1, 2 * apis - 1]);
    expect(evidence.accepted.length).toBeGreaterThan(200);
    // The cluster itself takes its node timeout and an election.
    for (const outage of outages) expect(outage).toBeLessThan(20_000);
    const { id, code } = await challengeWithCode('afterwards@example.com');
    expect((await application.ask('POST', `/challenges/${id}/check`, { code })).body).toMatchObject({ valid: true });
  });

  test('the applications are told 503 at the worst: no challenge that was accepted is ever unknown', () => {
    expect(statuses.get(503)).toBeGreaterThan(0);
    const others = [...statuses.keys()].filter((status) => ![200, 201, 409, 410, 429, 503].includes(status));
    expect(others).toEqual([]);
  });

  test.each(invariants)('$id: $promise', ({ faults }) => {
    expect(faults(evidence)).toEqual([]);
  });

  test('each came to the end that its application gave it', () => {
    expect(new Set([...evidence.history.values()].map(({ challenge }) => challenge.status))).toEqual(
      new Set(['approved', 'canceled', 'max_checks_reached']),
    );
  });
});
