import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readStatus } from '@otpost/cli/installation/read-status';
import { readConfig } from '@otpost/config/operator-config';
import { checkRedis } from '@otpost/process/doctor/check-redis';
import { deliverQueue } from '@otpost/queue/job-catalogue';
import { eventually } from '../servers/eventually.js';
import { connectSink, newApplication, type TestApplication } from '../servers/furnish.js';
import { type Answer, ask } from '../servers/house-client.js';
import { type MessageSink, startMessageSink } from '../servers/message-sink.js';
import { type HouseOn, startHouseOn } from '../servers/start-house.js';
import { startTestRedisCluster, type TestRedisCluster } from '../servers/start-test-redis-cluster.js';

/** An answer comes in under 1 s; the client stops waiting later, so that a busy machine does not fail the test. */
const withinMilliseconds = 5000;

let sink: MessageSink;
let house: HouseOn<TestRedisCluster>;
let application: TestApplication;
let processIds: number[];
let addresses = 0;

const create = (): Promise<Answer> => {
  const to = `person-${(addresses += 1)}@example.com`;
  return application.ask('POST', '/challenges', { channel: 'email', to }, { withinMilliseconds });
};
const readiness = (): Promise<Answer> =>
  ask({ method: 'GET', url: `${house.apis[0]?.url()}/readyz`, withinMilliseconds });
const currentProcessIds = (): number[] => [...house.apis, ...house.workers].map((each) => each.processId());

beforeAll(async () => {
  sink = await startMessageSink();
  const cluster = await startTestRedisCluster();
  house = await startHouseOn(cluster, { apis: 1, workers: 1, furnish: (made) => connectSink(made, sink) });
  application = await newApplication(house, { cooldownSeconds: [1] });
  processIds = currentProcessIds();
}, 60_000);
afterAll(async () => {
  await house?.end();
  await sink?.close();
}, 30_000);

/** As many at once as make sure that every master is asked. */
const crowd = (): Promise<Answer[]> => Promise.all(Array.from({ length: 40 }, create));

async function expectUnavailable(): Promise<void> {
  // At once: a replica may take over meanwhile.
  const [answers, ready] = await Promise.all([crowd(), readiness()]);
  const refused = answers.filter(({ status }) => status !== 201);
  expect(refused.length).toBeGreaterThan(0);
  for (const { status, body } of refused) {
    expect({ status, code: body.code, dependency: body.dependency }).toEqual({
      status: 503,
      code: 'unavailable',
      dependency: 'redis',
    });
  }
  expect(ready).toMatchObject({ status: 503, body: { status: 'not_ready' } });
}

/** All that is asked goes through again, on every master, with the same processes. */
async function expectHealed(): Promise<void> {
  await eventually('it is ready', async () => (await readiness()).status === 200, 30_000);
  const answers = await eventually('every challenge is accepted', async () => {
    const tried = await crowd();
    return tried.every(({ status }) => status === 201) && tried;
  });
  for (const { body } of answers) {
    const { code } = await eventually('its message arrives', () => sink.messagesOf(body.id)[0]);
    const check = await application.ask('POST', `/challenges/${body.id}/check`, { code });
    expect(check).toMatchObject({ status: 200, body: { valid: true } });
  }
  expect(currentProcessIds()).toEqual(processIds);
}

const doctor = (url: string) => checkRedis(url, { acceptWeak: false }, Date.now);
const badChecks = async (url: string) => (await doctor(url)).filter(({ ok }) => !ok);

describe('the doctor', () => {
  test('looks at every master', async () => {
    const findings = await doctor(house.redis.url);
    expect(findings.filter(({ ok }) => !ok)).toEqual([]);
    expect(findings.find(({ check }) => check === 'redis-replicas')?.what).toBe('3 masters: replicas that stand by: 1');
  });

  test('names a cluster that is spoken to as one Redis, and how it is written', async () => {
    const [node] = house.redis.nodes;
    expect(await badChecks(node?.url ?? '')).toEqual([
      {
        check: 'redis',
        ok: false,
        what: expect.stringContaining('a node of a cluster'),
        mend: expect.stringContaining('redis+cluster://'),
      },
    ]);
  });
});

test('a look from outside sees all masters as one', async () => {
  const { readiness, redis, queues } = await readStatus(
    readConfig({
      OTPOST_ENVIRONMENT: 'test',
      OTPOST_DATA_DIRECTORY: house.dataDirectory,
      REDIS_URL: house.redis.url,
    }),
  );
  expect(readiness).toEqual({ problems: [], degraded: [] });
  expect(redis).toMatchObject({ masters: 3, limitMegabytes: 3 * 1024 });
  expect(queues.map(({ channel }) => channel)).toEqual(['email', 'sms']);
});

describe('the API answers 503 in time, and all heals by itself', () => {
  test('when a master hangs and a replica takes over', async () => {
    // Of the queue as well: the worker waits for jobs there.
    const master = await house.redis.masterOf(deliverQueue('email').prefix);
    master.hang();
    try {
      await expectUnavailable();
      await expectHealed();
      const alone = await badChecks(house.redis.url);
      expect(alone.map(({ check }) => check)).toEqual(['redis-replicas']);
    } finally {
      master.goOn();
    }
    await house.redis.untilWhole();
    await expectHealed();
  }, 90_000);

  test('when every master is replaced as planned, which refuses little', async () => {
    let over = false;
    const replaced = house.redis.replaceMasters().finally(() => {
      over = true;
    });
    const answers: Answer[] = [];
    while (!over) answers.push(...(await crowd()));
    await replaced;
    const count = (status: number) => answers.filter((answer) => answer.status === status).length;
    expect(count(201) + count(503)).toBe(answers.length);
    expect(count(201)).toBeGreaterThan(count(503));
    await expectHealed();
  }, 90_000);

  test('when the whole cluster dies and comes back', async () => {
    await Promise.all(house.redis.nodes.map((node) => node.kill()));
    await expectUnavailable();
    await Promise.all(house.redis.nodes.map((node) => node.start()));
    await house.redis.untilWhole();
    await expectHealed();
  }, 90_000);
});
