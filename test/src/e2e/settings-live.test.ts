import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Redis } from 'ioredis';
import { eventually } from '../servers/eventually.js';
import { connectSink, newApplication, newProvider, smtpConfig, type TestApplication } from '../servers/furnish.js';
import { type MessageSink, startMessageSink } from '../servers/message-sink.js';
import { leastOfThree } from '../servers/quickest-of-three.js';
import { type House, startHouse } from '../servers/start-house.js';

/** DESIGN section 4: a change is live everywhere within this time. */
const liveWithinMilliseconds = 1000;
const everyApi = [0, 1, 2] as const;

let sink: MessageSink;
let house: House;
let redis: Redis;
let addresses = 0;

const newAddress = (): string => `person-${(addresses += 1)}@example.com`;

beforeAll(async () => {
  sink = await startMessageSink();
  house = await startHouse({ apis: 3, workers: 1, furnish: (made) => connectSink(made, sink) });
  redis = new Redis(house.redis.url);
}, 60_000);
afterAll(async () => {
  redis?.disconnect();
  await house?.end();
  await sink?.close();
}, 30_000);

/** Does the work while no process hears a message: every subscription is cut as soon as it stands again. */
async function withoutMessages(work: () => Promise<void>): Promise<void> {
  const cut = () => redis.call('CLIENT', 'KILL', 'TYPE', 'pubsub');
  await cut();
  const cutting = setInterval(() => void cut(), 5);
  try {
    await work();
  } finally {
    clearInterval(cutting);
  }
}

async function createStatuses(application: TestApplication): Promise<string[]> {
  const answers = await Promise.all(
    everyApi.map((api) => application.ask('POST', '/challenges', { channel: 'email', to: newAddress() }, { api })),
  );
  return answers.map(({ status, body }) => (status === 201 ? '201' : body.code));
}

type Milliseconds = number;

/** From the answer to the change until every API holds by it. */
async function untilLive(what: string, holds: () => Promise<boolean>): Promise<Milliseconds> {
  const startedAt = performance.now();
  await eventually(what, holds);
  return performance.now() - startedAt;
}

async function untilRevokedEverywhere(): Promise<Milliseconds> {
  const application = await newApplication(house);
  expect(await createStatuses(application)).toEqual(['201', '201', '201']);
  const keyId = /^otp_live_([^_]+_[^_]+|[^_]+)_/.exec(application.key)?.[1];
  await house.admin('DELETE', `/applications/${application.id}/keys/${keyId}`);
  const refused = async () => (await createStatuses(application)).every((status) => status === 'unauthenticated');
  return await untilLive('the key is refused by all', refused);
}

async function untilSettingEverywhere(): Promise<Milliseconds> {
  const application = await newApplication(house);
  const settings = { createsPerSecond: 1, smsCountries: [] };
  await house.admin('PATCH', `/applications/${application.id}`, { version: 1, settings });
  const isForbidden = async (api: number) => {
    const sms = { channel: 'sms', to: '+4915112345678' };
    return (await application.ask('POST', '/challenges', sms, { api })).body.code === 'country_not_allowed';
  };
  const holds = async () => (await Promise.all(everyApi.map(isForbidden))).every(Boolean);
  return await untilLive('the setting holds in all', holds);
}

async function expectInTime(measure: () => Promise<Milliseconds>): Promise<void> {
  expect(await leastOfThree(liveWithinMilliseconds, measure)).toBeLessThan(liveWithinMilliseconds);
}

describe('a change of a setting is live in every process within a second', () => {
  test('a revoked API key', () => expectInTime(untilRevokedEverywhere));
  test('a setting of an application', () => expectInTime(untilSettingEverywhere));
  test('a revoked API key, also when the Redis message is lost', () =>
    withoutMessages(() => expectInTime(untilRevokedEverywhere)));
  test('a setting of an application, also when the Redis message is lost', () =>
    withoutMessages(() => expectInTime(untilSettingEverywhere)));
});

describe('what was made a moment ago', () => {
  test('an application: its first challenge is delivered, although the worker has not heard of it yet', async () => {
    await withoutMessages(async () => {
      for (let count = 0; count < 10; count += 1) {
        const application = await newApplication(house);
        const created = await application.ask('POST', '/challenges', { channel: 'email', to: newAddress() });
        await eventually('the message is there', () => sink.messagesOf(created.body.id)[0]);
      }
    });
  }, 60_000);

  test('a provider that goes first: the next challenge is sent by it once it is live, and by the old one after its end', async () => {
    const application = await newApplication(house);
    const second = await startMessageSink();
    try {
      const config = smtpConfig(second.mail.port);
      const id = await newProvider(house, {
        channel: 'email',
        kind: 'smtp',
        config,
        priority: 0,
        applications: [application.id],
      });
      const next = () => application.ask('POST', '/challenges', { channel: 'email', to: newAddress() });
      await eventually('it sends', async () => {
        await next();
        return second.messages().length > 0;
      });
      await house.admin('DELETE', `/providers/${id}`);
      await eventually('the old one sends', async () => {
        const created = await next();
        await eventually('the challenge is sent', async () => {
          const { body } = await application.ask('GET', `/challenges/${created.body.id}`);
          return body.delivery.status === 'sent';
        });
        return sink.messagesOf(created.body.id).length === 1;
      });
    } finally {
      await second.close();
    }
  }, 60_000);
});
