import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { connectTestRedis } from '../servers/connect-test-redis.js';
import { eventually } from '../servers/eventually.js';
import { connectSink, newApplication, type TestApplication } from '../servers/furnish.js';
import { type Answer, ask } from '../servers/house-client.js';
import { canLimitProcesses } from '../servers/limit-process.js';
import { type MessageSink, startMessageSink } from '../servers/message-sink.js';
import { type House, startHouse } from '../servers/start-house.js';

/** The API answers in under 1 s. The client stops waiting later, so that a busy machine does not fail the test. */
const withinMilliseconds = 5000;

let sink: MessageSink;
let house: House;
let application: TestApplication;
let processIds: number[];
let addresses = 0;

const newAddress = (): string => `person-${(addresses += 1)}@example.com`;
const create = (to = newAddress()): Promise<Answer> =>
  application.ask('POST', '/challenges', { channel: 'email', to }, { withinMilliseconds });
const readiness = (): Promise<Answer> =>
  ask({ method: 'GET', url: `${house.apis.at(0)!.url()}/readyz`, withinMilliseconds });
const isReady = async (): Promise<boolean> => (await readiness()).status === 200;
const currentProcessIds = (): number[] => [...house.apis, ...house.workers].map((each) => each.processId());

beforeAll(async () => {
  sink = await startMessageSink();
  house = await startHouse({ apis: 1, workers: 1, furnish: (made) => connectSink(made, sink) });
  application = await newApplication(house, { cooldownSeconds: [1] });
  processIds = currentProcessIds();
}, 60_000);
afterAll(async () => {
  await house?.end();
  await sink?.close();
}, 30_000);

/** A challenge that goes all the way, once the installation is well again. */
async function expectHealed(): Promise<void> {
  const created = await eventually('a challenge is accepted', async () => {
    const answer = await create().catch(() => undefined);
    return answer?.status === 201 && answer;
  });
  const { id } = created.body;
  const message = await eventually('its message arrives', () => sink.messagesOf(id)[0]);
  const check = await application.ask('POST', `/challenges/${id}/check`, { code: message.code });
  expect(check).toMatchObject({ status: 200, body: { valid: true } });
  await eventually('it is ready', isReady);
  expect(currentProcessIds()).toEqual(processIds);
}

/** `reads`: what changes nothing is answered. */
async function expectUnavailable(id: string, { reads = false } = {}): Promise<void> {
  const read = () => application.ask('GET', `/challenges/${id}`, undefined, { withinMilliseconds });
  if (reads) expect(await read()).toMatchObject({ status: 200, body: { status: 'pending' } });
  const questions = [
    ...(reads ? [] : [read]),
    () => create(),
    () =>
      application.ask(
        'POST',
        '/challenges',
        { channel: 'email', to: newAddress() },
        { idempotencyKey: newAddress(), withinMilliseconds },
      ),
    () => application.ask('POST', `/challenges/${id}/check`, { code: '000000' }, { withinMilliseconds }),
    () => application.ask('POST', `/challenges/${id}/resend`, {}, { withinMilliseconds }),
    () => application.ask('POST', `/challenges/${id}/cancel`, {}, { withinMilliseconds }),
  ];
  for (const question of questions) {
    expect(await question()).toMatchObject({ status: 503, body: { code: 'unavailable', dependency: 'redis' } });
  }
  // Many at once must not wait for each other either.
  const crowd = await Promise.all(Array.from({ length: 50 }, () => create()));
  expect(new Set(crowd.map(({ status }) => status))).toEqual(new Set([503]));
  expect(await readiness()).toMatchObject({ status: 503, body: { status: 'not_ready' } });
  const alive = await ask({ method: 'GET', url: `${house.apis.at(0)!.url()}/livez`, withinMilliseconds });
  expect(alive.status).toBe(200);
  const metrics = await Promise.all([...house.apis, ...house.workers].map((each) => fetch(each.metricsUrl())));
  expect(metrics.map(({ status }) => status)).toEqual([200, 200]);
}

const metricsText = async (): Promise<string> => (await fetch(house.apis.at(0)!.metricsUrl())).text();
const apiLog = async (): Promise<string[]> =>
  (await readFile(join(house.logDirectory, 'api-1.log'), 'utf8')).split('\n');

/** A challenge whose code is known, made before the trouble. */
async function pendingChallenge(): Promise<{ id: string; code: string }> {
  const { id } = (await create()).body;
  const message = await eventually('the message is there', () => sink.messagesOf(id)[0]);
  return { id, code: message.code };
}

async function expectApproved({ id, code }: { id: string; code: string }): Promise<void> {
  const check = await application.ask('POST', `/challenges/${id}/check`, { code });
  expect(check).toMatchObject({ status: 200, body: { valid: true, status: 'approved' } });
}

const withLimits = canLimitProcesses() ? test : test.skip;

describe('while Redis is away the API answers 503 in time, and all heals by itself', () => {
  test('when it hangs', async () => {
    const pending = await pendingChallenge();
    house.redis.hang();
    try {
      await expectUnavailable(pending.id);
    } finally {
      house.redis.goOn();
    }
    await expectHealed();
    await expectApproved(await pendingChallenge());
  }, 60_000);

  test('when it dies and comes back, with nothing forgotten', async () => {
    const pending = await pendingChallenge();
    await house.redis.kill();
    await expectUnavailable(pending.id);
    await house.redis.start();
    await expectHealed();
    await expectApproved(pending);
  }, 60_000);

  withLimits(
    'when its disk is full and it ends itself, with nothing forgotten',
    async () => {
      const pending = await pendingChallenge();
      await house.redis.fillDisk();
      await create().catch(() => undefined);
      await eventually('Redis ends itself', () => !house.redis.isRunning());
      await expectUnavailable(pending.id);
      house.redis.freeDisk();
      await house.redis.start();
      await expectHealed();
      await expectApproved(pending);
    },
    60_000,
  );

  withLimits(
    'when its disk is full and it refuses writes (MISCONF), as log and metrics say',
    async () => {
      const redis = connectTestRedis(house.redis.url);
      try {
        await redis.config('SET', 'appendfsync', 'everysec');
        const pending = await pendingChallenge();
        await house.redis.fillDisk();
        await eventually('it refuses writes', async () => !(await isReady()));
        await expectUnavailable(pending.id, { reads: true });
        await eventually('the metric tells it', async () =>
          (await metricsText()).includes('otpost_redis_disk_writes 0'),
        );
        // At most once a second, so that the outage before this one may have had the last word.
        await eventually('the log tells it', async () => {
          expect((await create()).status).toBe(503);
          return (await apiLog()).some((line) => line.includes('MISCONF'));
        });
        house.redis.freeDisk();
        await expectHealed();
        await expectApproved(pending);
        await eventually('the metric is well', async () =>
          (await metricsText()).includes('otpost_redis_disk_writes 1'),
        );
        // A line a second, however many requests were refused.
        expect((await apiLog()).filter((line) => line.includes('MISCONF')).length).toBeLessThan(60);
      } finally {
        house.redis.freeDisk();
        await redis.config('SET', 'appendfsync', 'always');
        redis.disconnect();
      }
    },
    60_000,
  );

  test('when it hangs while messages are under way, of which each is delivered', async () => {
    sink.mail.behaveAlways({ kind: 'accept', afterMilliseconds: 500 });
    const created = await Promise.all(Array.from({ length: 20 }, () => create()));
    await eventually('the first ones are under way', () => sink.mail.received.length > 0);
    house.redis.hang();
    await eventually('the API has noticed', async () => !(await isReady()));
    house.redis.goOn();
    sink.mail.behaveAlways({ kind: 'accept' });
    for (const { body } of created) {
      const messages = await eventually(
        'the message arrives',
        () => {
          const own = sink.messagesOf(body.id);
          return own.length > 0 && own;
        },
        40_000,
      );
      expect(messages.length).toBeLessThanOrEqual(2);
    }
    await expectHealed();
  }, 90_000);
});
