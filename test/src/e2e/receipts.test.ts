import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { type FakeSns, startFakeSns } from '@otpost/provider-kit/fakes/start-fake-sns';
import { type FakeTwilio, startFakeTwilio } from '@otpost/provider-kit/fakes/start-fake-twilio';
import { Redis } from 'ioredis';
import { eventually } from '../servers/eventually.js';
import { newApplication, newProvider, smtpConfig, type TestApplication, webhookConfig } from '../servers/furnish.js';
import type { AnswerBody } from '../servers/house-client.js';
import { type MessageSink, startMessageSink } from '../servers/message-sink.js';
import { callBackAsTwilio, postReceipt } from '../servers/post-receipt.js';
import { type House, startHouse } from '../servers/start-house.js';

const authToken = 'authtokenauthtoken';
const secret = `whsec_${randomBytes(32).toString('base64')}`;
const messagingServiceSid = `MG${'2'.repeat(32)}`;

let sink: MessageSink;
let twilio: FakeTwilio;
let sns: FakeSns;
let house: House;
let redis: Redis;
/** By Twilio and mail, and by SNS. */
let application: TestApplication;
let onSns: TestApplication;
/** By Twilio, then by a gateway. */
let onBoth: TestApplication;
let mailId: string;
let snsId: string;
let numbers = 0;

beforeAll(async () => {
  [sink, twilio, sns] = await Promise.all([startMessageSink(), startFakeTwilio(), startFakeSns()]);
  house = await startHouse({
    apis: 2,
    workers: 1,
    furnish: async (made) => {
      application = await newApplication(made, { cooldownSeconds: [1] });
      onSns = await newApplication(made);
      onBoth = await newApplication(made);
      const config = { accountSid: `AC${'1'.repeat(32)}`, authToken, messagingServiceSid, baseUrl: twilio.origin };
      const byTwilio = [application.id, onBoth.id];
      await newProvider(made, { channel: 'sms', kind: 'twilio', config, priority: 1, applications: byTwilio });
      const gateway = webhookConfig(sink.sms.origin);
      await newProvider(made, {
        channel: 'sms',
        kind: 'webhook',
        config: gateway,
        priority: 2,
        applications: [onBoth.id],
      });
      const keys = { region: 'eu-central-1', accessKeyId: 'AKIATEST', secretAccessKey: 'secret-secret' };
      const snsConfig = { ...keys, endpoint: sns.origin, receiptSecret: secret };
      snsId = await newProvider(made, { channel: 'sms', kind: 'sns', config: snsConfig, applications: [onSns.id] });
      const mail = { ...smtpConfig(sink.mail.port), receiptSecret: secret };
      mailId = await newProvider(made, { channel: 'email', kind: 'smtp', config: mail });
    },
  });
  redis = new Redis(house.redis.url);
}, 60_000);
beforeEach(() => sink.mail.behaveAlways({ kind: 'accept' }));
afterAll(async () => {
  redis?.disconnect();
  await house?.end();
  await Promise.all([sink?.close(), twilio?.close(), sns?.close()]);
}, 30_000);

const newNumber = (): string => `+49151${String((numbers += 1)).padStart(8, '4')}`;
const newMailbox = (): string => `person-${(numbers += 1)}@example.com`;
async function create(channel: 'email' | 'sms', to: string, from = application): Promise<string> {
  const { status, body } = await from.ask('POST', '/challenges', { channel, to });
  expect(status).toBe(201);
  return body.id;
}
const get = async (id: string, from = application): Promise<AnswerBody> =>
  (await from.ask('GET', `/challenges/${id}`)).body;
const untilStatus = (id: string, status: string, from = application): Promise<AnswerBody> =>
  eventually(`${id} is ${status}`, async () => {
    const body = await get(id, from);
    return (body.status === status || body.delivery?.status === status) && body;
  });
const untilRecorded = (id: string, status: string) =>
  eventually(`history says ${status}`, async () => {
    const delivery = await house.store.deliveries.get(`${id}-1`);
    return delivery?.status === status && delivery;
  });

const originOf = (api: number): string => house.apis[api]?.url() ?? '';
const callTwilio = (told: string, fields: Record<string, string>, token = authToken, api = 0) =>
  callBackAsTwilio({ told, origin: originOf(api), authToken: token }, fields);
const post = (providerId: string, receipt: object, by = secret) =>
  postReceipt(`${originOf(0)}/receipts/${providerId}`, receipt, by);
const messageTo = (to: string) => twilio.messages().find((form) => form.get('To') === to);
async function sentByTwilio(): Promise<{ id: string; url: string; to: string }> {
  const to = newNumber();
  const id = await create('sms', to);
  await untilStatus(id, 'sent');
  return { id, to, url: messageTo(to)?.get('StatusCallback') ?? '' };
}

describe('a status callback of Twilio', () => {
  test('says that the message arrived; forged, and for another message, it is refused and changes nothing', async () => {
    const { id, url } = await sentByTwilio();
    const other = await sentByTwilio();
    expect(url).toMatch(new RegExp(`^http://localhost/receipts/prv_[0-9a-z]+/${id}-1\\.1\\.[\\w-]{22}$`));
    const delivered = { MessageStatus: 'delivered', MessageSid: `SM${'a'.repeat(32)}` };
    expect((await callTwilio(url, delivered, 'another token')).status).toBe(403);
    expect((await callTwilio(url.replace(id, other.id), delivered)).status).toBe(403);
    expect((await get(id)).delivery?.status).toBe('sent');
    expect((await callTwilio(url, delivered, authToken, 1)).status).toBe(204);
    expect((await get(id)).delivery?.status).toBe('delivered');
    // Again, and worse: nothing moves.
    expect((await callTwilio(url, { MessageStatus: 'failed', ErrorCode: '30005' })).status).toBe(204);
    expect(await untilRecorded(id, 'delivered')).toMatchObject({ endedAt: expect.any(Number) });
    const told = (await house.store.challenges.get(id))?.events.filter(({ type }) => type === 'receipt');
    expect(told).toHaveLength(1);
  });

  test('that comes while the next provider is asked counts when that one is done, and nobody else is asked', async () => {
    twilio.behaveNext({ kind: 'reset_after_body' });
    sink.sms.behaveNext({ kind: 'hang' });
    const to = newNumber();
    const both = { sms: to, email: newMailbox() };
    const { body } = await onBoth.ask('POST', '/challenges', { channel: 'sms', to: both, fallback: ['email'] });
    const { id } = body;
    await eventually('the gateway is asked', () => sink.sms.received.length === 1);
    const url = messageTo(to)?.get('StatusCallback') ?? '';
    expect((await callTwilio(url, { MessageStatus: 'delivered' })).status).toBe(204);
    expect((await untilStatus(id, 'delivered', onBoth)).sends).toHaveLength(1);
    const recorded = await untilRecorded(id, 'delivered');
    expect(recorded.attempts).toMatchObject([{ outcome: 'accepted' }, { outcome: 'ambiguous' }]);
    expect(sink.messagesOf(id)).toHaveLength(1);
  }, 30_000);

  test('a thousand, shuffled and repeated, end where the best of them is', async () => {
    const { id, url } = await sentByTwilio();
    const words = ['queued', 'sent', 'delivered', 'sent'];
    const calls = Array.from({ length: 1000 }, (_none, number) => words[(number * 7) % words.length] ?? '');
    for (let start = 0; start < calls.length; start += 50) {
      const some = calls
        .slice(start, start + 50)
        .map((word, n) => callTwilio(url, { MessageStatus: word }, authToken, n % 2));
      for (const answer of await Promise.all(some)) expect(answer.status).toBe(204);
    }
    expect((await get(id)).delivery?.status).toBe('delivered');
  }, 60_000);

  test('that comes days later, when Redis has forgotten the challenge, still reaches history', async () => {
    const { id, url } = await sentByTwilio();
    await untilRecorded(id, 'sent');
    await redis.del(`{s${id.slice(3, 5)}}:${id}`);
    const say = (word: string) => callTwilio(url, { MessageStatus: word });
    await say('undelivered');
    await say('undelivered');
    await untilRecorded(id, 'undelivered');
    await say('delivered');
    await untilRecorded(id, 'delivered');
    await say('undelivered');
    // What came after it is recorded: the last word was none.
    await untilRecorded((await sentByTwilio()).id, 'sent');
    await untilRecorded(id, 'delivered');
  });

  test('that the owner said STOP puts the number on the list, and an admin takes it off again', async () => {
    const { id, url, to } = await sentByTwilio();
    await callTwilio(url, { MessageStatus: 'failed', ErrorCode: '21610' });
    expect(await get(id)).toMatchObject({ status: 'undeliverable', reason: 'opted_out' });
    const place = { applicationId: application.id, channel: 'sms', address: to };
    const isOnList = async () => (await house.admin('POST', '/limits/read', place)).body.suppressed === 'opted_out';
    await eventually('the number is on the list', isOnList);
    const before = twilio.messages().length;
    const next = await create('sms', to);
    expect((await untilStatus(next, 'undeliverable')).reason).toBe('suppressed');
    expect(twilio.messages()).toHaveLength(before);

    const { suppressions } = (await house.admin('GET', `/suppressions?application=${application.id}`)).body;
    expect(suppressions).toEqual([
      expect.objectContaining({ reason: 'opted_out', source: 'provider', channel: 'sms' }),
    ]);
    expect(JSON.stringify(suppressions)).not.toContain(to);
    await house.admin('POST', `/suppressions/${suppressions[0]?.id}/end`, { reason: 'asked for it' });
    await untilStatus(await create('sms', to), 'sent');
    expect(twilio.messages()).toHaveLength(before + 1);
  });
});

describe('a bounce', () => {
  test('posted by a bounce processor ends the challenge and puts the mailbox on the list, also after Redis was emptied', async () => {
    const to = newMailbox();
    const id = await create('email', to);
    await untilStatus(id, 'sent');
    const bounce = { deliveryId: `${id}-1`, status: 'undelivered', suppress: 'hard_bounce', providerCode: '5.1.1' };
    expect((await post(mailId, bounce, `whsec_${randomBytes(32).toString('base64')}`)).status).toBe(403);
    expect((await post(snsId, bounce)).status).toBe(204);
    expect((await get(id)).status).toBe('pending');
    expect((await post(mailId, bounce)).status).toBe(204);
    expect(await get(id)).toMatchObject({ status: 'undeliverable', reason: 'hard_bounce' });
    await untilRecorded(id, 'undelivered');
    const place = { applicationId: application.id, channel: 'email', address: to };
    const isOnList = async () => (await house.admin('POST', '/limits/read', place)).body.suppressed === 'hard_bounce';
    await eventually('the mailbox is on the list', isOnList);
    // Of another application it is still sent to.
    await untilStatus(await create('email', to, onSns), 'sent', onSns);
    await redis.flushall();
    await eventually('the list is read from the store', isOnList);
  });

  test('that the mail server says at once counts as well; a plain 550 does not', async () => {
    const [gone, policy] = [newMailbox(), newMailbox()];
    sink.mail.behaveAlways({ kind: 'reply', at: 'recipient', code: 550, text: '5.1.1 No such user' });
    await untilStatus(await create('email', gone), 'undeliverable');
    sink.mail.behaveAlways({ kind: 'reply', at: 'recipient', code: 550, text: 'Relaying denied' });
    await untilStatus(await create('email', policy), 'undeliverable');
    const read = async (address: string) =>
      (await house.admin('POST', '/limits/read', { applicationId: application.id, channel: 'email', address })).body;
    await eventually('it is on the list', async () => (await read(gone)).suppressed === 'hard_bounce');
    expect((await read(policy)).suppressed).toBeNull();
  });
});

test("a delivery log of SNS, by the provider's own id, is kept until history knows the message", async () => {
  const to = newNumber();
  const answer = await post(snsId, { receipts: [{ providerMessageId: 'not-there-yet-0', status: 'delivered' }] });
  expect(answer.status).toBe(204);
  const id = await create('sms', to, onSns);
  await untilStatus(id, 'sent', onSns);
  const [attempt] = (await get(id, onSns)).sends[0]?.attempts ?? [];
  // At once: the recorder has not written it.
  expect((await post(snsId, { providerMessageId: attempt?.providerMessageId, status: 'delivered' })).status).toBe(204);
  await untilStatus(id, 'delivered', onSns);
  await untilRecorded(id, 'delivered');
});

test('what is no receipt is refused by its field, and what is no provider is not found', async () => {
  const refused = await post(mailId, { deliveryId: 'x', status: 'lost' });
  expect(refused.status).toBe(400);
  expect(await refused.json()).toMatchObject({ code: 'invalid_request', errors: [{ field: 'status' }] });
  expect((await post('prv_none', { status: 'sent' })).status).toBe(404);
  const url = `${house.apis[0]?.url()}/receipts/${mailId}`;
  expect((await fetch(url, { method: 'POST', body: 'x'.repeat(1_100_000) })).status).toBe(413);
  expect((await fetch(url)).status).toBe(405);
});
