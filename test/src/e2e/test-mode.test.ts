import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { eventually } from '../servers/eventually.js';
import { connectSink, newApplication, type TestApplication } from '../servers/furnish.js';
import type { AnswerBody } from '../servers/house-client.js';
import { type MessageSink, startMessageSink } from '../servers/message-sink.js';
import { type House, startHouse } from '../servers/start-house.js';

let sink: MessageSink;
let house: House;
let application: TestApplication;
let live: TestApplication;

beforeAll(async () => {
  sink = await startMessageSink();
  house = await startHouse({
    apis: 1,
    workers: 1,
    furnish: async (made) => {
      await connectSink(made, sink);
      // No country is ticked: nothing goes anywhere.
      application = await newApplication(made, { testMode: true, smsCountries: [] });
      live = await newApplication(made);
    },
  });
}, 60_000);
afterAll(async () => {
  await house?.end();
  await sink?.close();
}, 30_000);

async function create(body: object): Promise<string> {
  const answer = await application.ask('POST', '/challenges', body);
  expect([answer.status, answer.body]).toEqual([201, answer.body]);
  return answer.body.id;
}
const get = async (id: string): Promise<AnswerBody> => (await application.ask('GET', `/challenges/${id}`)).body;
const until = (id: string, status: string): Promise<AnswerBody> =>
  eventually(`${id} is ${status}`, async () => {
    const body = await get(id);
    return (body.status === status || body.delivery?.status === status) && body;
  });
const pass = async (advanceSeconds: number) =>
  (await application.ask('POST', '/test/clock', { advanceSeconds })).body as unknown as { moved: number };

describe('a test address', () => {
  test.each([
    ['email', 'delivered.one@otpost.test', 'delivered', null],
    ['sms', '+1 202 555 0101', 'delivered', null],
    ['email', 'undelivered.one@otpost.test', 'undeliverable', 'undelivered'],
    ['sms', '+12025550111', 'undeliverable', 'undelivered'],
    ['email', 'bounced.one@otpost.test', 'undeliverable', 'hard_bounce'],
    ['email', 'blocked.one@otpost.test', 'undeliverable', 'suppressed'],
    ['email', 'slow-2.one@otpost.test', 'delivered', null],
  ])('by %s to %s is %s', async (channel, to, status, reason) => {
    const body = await until(await create({ channel, to }), status);
    if (reason !== null) expect(body.reason).toBe(reason);
  });

  test('takes its code, once', async () => {
    const id = await create({ channel: 'email', to: 'delivered.two@otpost.test' });
    const check = (code: string) => application.ask('POST', `/challenges/${id}/check`, { code });
    expect((await check('424243')).body).toMatchObject({ valid: false });
    expect((await check('424242')).body).toMatchObject({ valid: true, status: 'approved' });
    expect((await check('424242')).status).toBe(409);
  });

  test('that is down goes by its fallback, or is tried until its life is over', async () => {
    const to = { email: 'provider-down.one@otpost.test', sms: '+12025550102' };
    const body = await until(await create({ channel: 'email', to, fallback: ['sms'] }), 'delivered');
    expect(body.sends).toMatchObject([{ status: 'failed', reason: 'providers_failing' }, { status: 'delivered' }]);
    const alone = await create({ channel: 'email', to: 'provider-down.two@otpost.test' });
    await eventually('it is tried again', async () => (await get(alone)).sends[0]?.attempts.length === 2);
    await pass(580);
    await until(alone, 'expired');
  }, 60_000);

  test('bounces again tomorrow: nobody is put on the list', async () => {
    await until(await create({ channel: 'email', to: 'bounced.two@otpost.test' }), 'undeliverable');
    const again = await create({ channel: 'email', to: 'bounced.two@otpost.test' });
    expect((await until(again, 'undeliverable')).reason).toBe('hard_bounce');
  });
});

test('every other address is refused, and nothing leaves the house', async () => {
  for (const [channel, to] of [
    ['email', 'person@example.com'],
    ['sms', '+4915112345678'],
    ['sms', '+12025550170'],
  ]) {
    const { status, body } = await application.ask('POST', '/challenges', { channel, to });
    expect([status, body]).toMatchObject([400, { code: 'invalid_request', errors: [{ field: 'to' }] }]);
  }
  // A notice to a user with a real address.
  await application.ask('PUT', '/users/u', { email: 'real@example.com', emailVerified: true });
  await application.ask('PUT', '/users/u', { email: 'other@example.com', emailVerified: true });
  await eventually('the notice failed', async () => {
    const { body } = await house.admin('GET', `/deliveries?kind=notice&application=${application.id}`);
    return JSON.stringify(body).includes('test mode');
  });
  expect(sink.messages()).toEqual([]);
});

describe('the clock', () => {
  test('moves for the challenges of the test application alone', async () => {
    const other = (await live.ask('POST', '/challenges', { channel: 'email', to: 'person@example.com' })).body.id;
    const id = await create({ channel: 'email', to: 'delivered.clock@otpost.test' });
    const resend = () => application.ask('POST', `/challenges/${id}/resend`);
    expect((await resend()).status).toBe(429);
    expect(await pass(31)).toEqual({ moved: expect.any(Number) });
    expect((await resend()).status).toBe(200);
    await pass(600);
    expect((await get(id)).status).toBe('expired');
    expect((await application.ask('POST', `/challenges/${id}/check`, { code: '424242' })).status).toBe(410);
    expect((await live.ask('GET', `/challenges/${other}`)).body.status).toBe('pending');
  });

  test('opens the windows of an address again', async () => {
    const to = 'delivered.window@otpost.test';
    const ask = (session: string) => application.ask('POST', '/challenges', { channel: 'email', to, session });
    for (let number = 0; number < 5; number += 1) expect((await ask(`s${number}`)).status).toBe(201);
    expect((await ask('full')).body).toMatchObject({ code: 'rate_limited' });
    await pass(540);
    expect((await ask('full')).body).toMatchObject({ code: 'rate_limited' });
    await ask('keep');
    await pass(60);
    expect((await ask('again')).status).toBe(201);
  });

  test('is refused to others, and out of bounds', async () => {
    expect((await live.ask('POST', '/test/clock', { advanceSeconds: 5 })).status).toBe(403);
    const answer = await application.ask('POST', '/test/clock', { advanceSeconds: 0 });
    expect(answer.body).toMatchObject({ code: 'invalid_request', errors: [{ field: 'advanceSeconds' }] });
  });
});

describe('test mode', () => {
  const set = async (id: string, testMode: boolean) => {
    const { version } = (await house.admin('GET', `/applications/${id}`)).body;
    return await house.admin('PATCH', `/applications/${id}`, { version, settings: { testMode } });
  };

  test('cannot be switched on with live traffic, however young', async () => {
    const fresh = await newApplication(house);
    await set(fresh.id, true);
    await set(fresh.id, false);
    await eventually('it is off', async () => {
      const to = 'person@example.com';
      return (await fresh.ask('POST', '/challenges', { channel: 'email', to })).status === 201;
    });
    await expect(set(fresh.id, true)).rejects.toThrow('409');
    await expect(set(live.id, true)).rejects.toThrow('live traffic');
  });
});
