import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { eventually } from '../servers/eventually.js';
import { newApplication, newProvider, smtpConfig, type TestApplication } from '../servers/furnish.js';
import type { AnswerBody } from '../servers/house-client.js';
import { type MessageSink, startMessageSink } from '../servers/message-sink.js';
import { type House, startHouse } from '../servers/start-house.js';

const gateway = fileURLToPath(new URL('./receipt-gateway', import.meta.url));
const refuses = { kind: 'answer', status: 410 } as const;

let sink: MessageSink;
let house: House;
let application: TestApplication;
let strict: TestApplication;
let numbers = 0;

beforeAll(async () => {
  sink = await startMessageSink();
  house = await startHouse({
    apis: 1,
    workers: 1,
    environment: { OTPOST_PROVIDERS: gateway },
    furnish: async (made) => {
      await newProvider(made, { channel: 'sms', kind: 'receipt-gateway', config: { url: `${sink.sms.origin}/sms` } });
      await newProvider(made, { channel: 'email', kind: 'smtp', config: smtpConfig(sink.mail.port) });
      application = await newApplication(made);
      strict = await newApplication(made, { sendsPerAddress: { tenMinutes: 1, hour: 10, day: 20 } });
    },
  });
}, 60_000);
beforeEach(() => {
  sink.sms.behaveAlways({ kind: 'accept' });
  sink.mail.behaveAlways({ kind: 'accept' });
});
afterAll(async () => {
  await house?.end();
  await sink?.close();
}, 30_000);

const newNumber = (): string => `+49151${String((numbers += 1)).padStart(8, '3')}`;
const newMailbox = (): string => `person-${(numbers += 1)}@example.com`;

async function create(to: { sms: string; email: string }, from = application): Promise<string> {
  const { status, body } = await from.ask('POST', '/challenges', { channel: 'sms', to, fallback: ['email'] });
  expect([status, body]).toEqual([201, body]);
  return body.id;
}
const get = async (id: string, from = application): Promise<AnswerBody> =>
  (await from.ask('GET', `/challenges/${id}`)).body;
const untilSends = (id: string, count: number, status: string, within?: number): Promise<AnswerBody> =>
  eventually(
    `send ${count} is ${status}`,
    async () => {
      const body = await get(id);
      return body.sends.at(count - 1)?.status === status && body;
    },
    within,
  );

describe('when the first channel cannot deliver', () => {
  test('the same code goes to the second address, GET shows both, and it is approved once', async () => {
    sink.sms.behaveAlways(refuses);
    const to = { sms: newNumber(), email: newMailbox() };
    const id = await create(to);
    const body = await untilSends(id, 2, 'sent');
    expect(body).toMatchObject({
      status: 'pending',
      channel: 'sms',
      delivery: { id: `${id}-2`, status: 'sent' },
      sends: [
        { channel: 'sms', status: 'failed' },
        { channel: 'email', status: 'sent', to: expect.stringContaining('@') },
      ],
    });
    const codes = sink.messagesOf(id);
    expect(new Set(codes.map((message) => message.to))).toEqual(new Set([to.sms, to.email]));
    expect(new Set(codes.map(({ code }) => code)).size).toBe(1);
    const check = { code: codes.at(0)!.code };
    expect((await application.ask('POST', `/challenges/${id}/check`, check)).body).toMatchObject({ valid: true });
    const delivery = await eventually('history has the second delivery', () => house.store.deliveries.get(`${id}-2`));
    expect(delivery).toMatchObject({ channel: 'email', addressMasked: expect.stringContaining('@'), country: null });
  });

  test('a provider that answers 503 again and again is not waited for', async () => {
    sink.sms.behaveAlways({ kind: 'answer', status: 503 });
    const id = await create({ sms: newNumber(), email: newMailbox() });
    const body = await untilSends(id, 2, 'sent');
    expect(body.sends[0]).toMatchObject({ status: 'failed', reason: 'providers_failing' });
    expect(body.status).toBe('pending');
  });

  test("of a user, the next of the user's own addresses is taken, and one who has none is refused", async () => {
    sink.sms.behaveAlways(refuses);
    const [email, phone] = [newMailbox(), newNumber()];
    await application.ask('PUT', '/users/both', { email, emailVerified: true, phone, phoneVerified: true });
    await application.ask('PUT', '/users/one', { phone: newNumber(), phoneVerified: true });
    const ask = (user: string) => application.ask('POST', '/challenges', { channel: 'sms', user, fallback: ['email'] });
    expect((await ask('one')).body).toMatchObject({ code: 'invalid_request', errors: [{ field: 'fallback' }] });
    const { id } = (await ask('both')).body;
    await untilSends(id, 2, 'sent');
    const message = sink.messagesOf(id).find(({ to }) => to === email);
    const check = await application.ask('POST', `/challenges/${id}/check`, { code: message?.code });
    expect(check.body).toMatchObject({ valid: true, status: 'approved' });
  });

  test('the second address has its own limits, and its wrong checks count', async () => {
    sink.sms.behaveAlways(refuses);
    const email = newMailbox();
    const first = await create({ sms: newNumber(), email }, strict);
    await eventually('the first is sent', async () => (await get(first, strict)).sends.at(1)?.status === 'sent');
    const { code } = sink.messagesOf(first).at(0)!;
    const wrong = String((Number(code) + 1) % 1_000_000).padStart(6, '0');
    await strict.ask('POST', `/challenges/${first}/check`, { code: wrong });
    const asked = { applicationId: strict.id, channel: 'email', address: email };
    const limits = await house.admin('POST', '/limits/read', asked);
    expect(JSON.stringify(limits.body)).toMatch(/"failedChecks":\{"used":1,/);
    const second = await create({ sms: newNumber(), email }, strict);
    await eventually('the second ends', async () => (await get(second, strict)).status === 'undeliverable');
    expect((await get(second, strict)).sends).toHaveLength(1);
    expect(sink.messages().filter((message) => message.to === email)).toHaveLength(1);
  });
});

describe('when the receipt of the first does not come', () => {
  test('the second is used, also when the worker died in between; after an approval it is not', async () => {
    const approved = await create({ sms: newNumber(), email: newMailbox() });
    const waiting = await create({ sms: newNumber(), email: newMailbox() });
    await untilSends(approved, 1, 'sent');
    await untilSends(waiting, 1, 'sent');
    const { code } = sink.messagesOf(approved).at(0)!;
    await application.ask('POST', `/challenges/${approved}/check`, { code });
    await house.workers.at(0)!.kill();
    await house.workers.at(0)!.start();
    const body = await untilSends(waiting, 2, 'sent', 60_000);
    const [first, second] = body.sends;
    expect(Date.parse(second?.sentAt ?? '') - Date.parse(first?.sentAt ?? '')).toBeGreaterThanOrEqual(29_000);
    expect(sink.messagesOf(waiting)).toHaveLength(2);
    expect(sink.messagesOf(approved)).toHaveLength(1);
  }, 90_000);
});

test('what does not belong together is refused by its field', async () => {
  const number = newNumber();
  const ask = async (body: object) => (await application.ask('POST', '/challenges', body)).body;
  const refused = (field: string) => ({ code: 'invalid_request', errors: [{ field }] });
  expect(await ask({ channel: 'sms', to: number, fallback: ['email'] })).toMatchObject(refused('to'));
  expect(await ask({ channel: 'sms', to: { sms: number } })).toMatchObject(refused('to'));
  expect(await ask({ channel: 'sms', to: { sms: number }, fallback: ['email'] })).toMatchObject(refused('to'));
  expect(await ask({ channel: 'sms', to: { sms: number }, fallback: ['sms'] })).toMatchObject(refused('fallback'));
  const to = { sms: number, email: 'no address' };
  expect(await ask({ channel: 'sms', to, fallback: ['email'] })).toMatchObject(refused('to.email'));
  expect(await ask({ channel: 'totp', user: 'u', fallback: ['email'] })).toMatchObject(refused('fallback'));
});
