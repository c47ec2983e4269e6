import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { contractEnvironment, contractMessage } from '@otpost/provider-kit/contract-message';
import { type FakeWebhook, startFakeWebhook } from '@otpost/provider-kit/fakes/start-fake-webhook';
import type { Message } from '@otpost/provider-kit/message';
import { Webhook } from 'standardwebhooks';
import { webhookProvider } from './webhook-provider.js';

const never = new AbortController().signal;
const secret = `whsec_${Buffer.alloc(24, 9).toString('base64')}`;
const tricky = 'Say "hi" \\ & <b>100% = 1+1?</b>\nlast line {{code}} €😀';
let fake: FakeWebhook;

beforeEach(async () => {
  fake = await startFakeWebhook();
});

afterEach(() => fake.close());

async function send(config: Record<string, unknown>, changes: Partial<Message> = {}, channel: 'sms' | 'email' = 'sms') {
  const instance = webhookProvider.create({ url: `${fake.origin}/in`, ...config }, contractEnvironment);
  const outcome = await instance.send({ ...contractMessage(channel, 'ch_1-1'), ...changes }, never);
  await instance.close();
  return outcome;
}

test('a signed call verifies with the Standard Webhooks library, and a changed one does not', async () => {
  expect(await send({ secret })).toMatchObject({ class: 'accepted', providerMessageId: 'hook-1' });
  const [{ headers, body }] = fake.received as [FakeWebhook['received'][0]];
  const signed = headers as Record<string, string>;
  const verifier = new Webhook(secret);
  expect(verifier.verify(body, signed)).toMatchObject({ id: 'ch_1-1', to: '+14155550123', code: '918273' });
  const other = { ...signed, 'webhook-id': 'ch_1-2' };
  const later = { ...signed, 'webhook-timestamp': String(Number(signed['webhook-timestamp']) + 1) };
  expect(() => verifier.verify(body.replace('918273', '918274'), signed)).toThrow('No matching signature');
  expect(() => verifier.verify(body, other)).toThrow('No matching signature');
  expect(() => verifier.verify(body, later)).toThrow('No matching signature');
});

test('the message has every field, null where there is nothing', async () => {
  await send({}, { code: '918273', possibleDuplicate: true, locale: 'sl-SI' });
  await send({}, {}, 'email');
  expect(fake.messages()).toMatchObject([
    { id: 'ch_1-1', kind: 'code', channel: 'sms', subject: null, html: null, locale: 'sl-SI', possibleDuplicate: true },
    {
      channel: 'email',
      to: 'canary.reader@example.test',
      subject: 'Your code',
      html: expect.stringContaining('<p>'),
    },
  ]);
  expect(Object.keys(fake.messages()[0] ?? {})).toEqual(
    'id kind channel to text subject html code locale possibleDuplicate receiptUrl sentAt'.split(' '),
  );
});

test('who gives receipts is told where, and may be waited for', async () => {
  const receiptUrl = 'https://otpost.example.com/receipts/prv_1/reference';
  expect(await send({}, { receiptUrl })).not.toHaveProperty('awaitsReceipt');
  const receiptSecret = `whsec_${Buffer.alloc(32).toString('base64')}`;
  expect(await send({ receiptSecret, awaitReceipts: true }, { receiptUrl })).toMatchObject({ awaitsReceipt: true });
  expect(fake.messages().map((message) => (message as { receiptUrl: unknown }).receiptUrl)).toEqual([null, receiptUrl]);
});

test('without a secret the call has an id but no signature', async () => {
  await send({});
  expect(fake.received[0]?.headers).toMatchObject({ 'webhook-id': 'ch_1-1', 'content-type': 'application/json' });
  expect(fake.received[0]?.headers).not.toHaveProperty('webhook-signature');
});

test('a gateway gets its own JSON, whatever the text holds', async () => {
  const headers = { Authorization: 'Bearer {{secret}}' };
  const body = '{"recipient":"{{to}}","message":"{{ text }}","otp":"{{code}}","ref":"{{id}}"}';
  await send({ method: 'PUT', secret: 'gateway-key', headers, body }, { text: tricky });
  const [request] = fake.received;
  expect(request?.method).toBe('PUT');
  expect(request?.headers.authorization).toBe('Bearer gateway-key');
  expect(fake.messages()[0]).toEqual({ recipient: '+14155550123', message: tricky, otp: '918273', ref: 'ch_1-1' });
});

test('a gateway gets its form, whatever the text holds', async () => {
  const headers = { 'content-type': 'application/x-www-form-urlencoded; charset=utf-8' };
  await send({ headers, body: 'to={{to}}&text={{text}}&key=a%20b' }, { text: `${tricky}&to=evil` });
  const form = new URLSearchParams(fake.received[0]?.body);
  expect([...form]).toEqual([
    ['to', '+14155550123'],
    ['text', `${tricky}&to=evil`],
    ['key', 'a b'],
  ]);
  expect(fake.received[0]?.headers['content-type']).toBe(headers['content-type']);
});

test('a gateway gets its XML, whatever the text holds', async () => {
  const headers = { 'content-type': 'text/xml' };
  await send({ headers, body: '<sms to="{{to}}">{{text}}</sms>' }, { text: '</sms><sms to="+19995550000">&' });
  expect(fake.received[0]?.body).toBe(
    '<sms to="+14155550123">&#60;/sms&#62;&#60;sms to=&#34;+19995550000&#34;&#62;&#38;</sms>',
  );
});

test('a gateway gets its query, whatever the text holds, and no body', async () => {
  const url = `${fake.origin}/send?user=shop&key={{secret}}&to={{to}}&text={{text}}`;
  await send({ url, method: 'GET', secret: 'gateway-key' }, { text: `${tricky}&to=evil#x` });
  const [request] = fake.received;
  const called = new URL(request?.path ?? '', fake.origin);
  expect([request?.method, called.pathname, request?.body]).toEqual(['GET', '/send', '']);
  expect([...called.searchParams]).toEqual([
    ['user', 'shop'],
    ['key', 'gateway-key'],
    ['to', '+14155550123'],
    ['text', `${tricky}&to=evil#x`],
  ]);
});

test('a lone surrogate in a text breaks no encoding', async () => {
  const url = `${fake.origin}/send?to={{to}}&text={{text}}`;
  expect(await send({ url, method: 'GET' }, { text: 'a\ud800b' })).toMatchObject({ class: 'accepted' });
  expect(fake.received[0]?.path).toContain('text=a%EF%BF%BDb');
});

test('a template that knows only the code passes on a message without one', async () => {
  const { code: _code, ...notice } = contractMessage('sms', 'notice-1');
  const config = { url: `${fake.origin}/in`, body: '{"to":"{{to}}","otp":"{{code}}"}' };
  const instance = webhookProvider.create(config, contractEnvironment);
  expect(await instance.send(notice, never)).toMatchObject({ class: 'failover' });
  expect(fake.received).toHaveLength(0);
});

test('a redirect is not followed', async () => {
  fake.behaveNext({ kind: 'answer', status: 302, headers: { location: `${fake.origin}/elsewhere` } });
  expect(await send({})).toMatchObject({ class: 'config', providerCode: '302' });
  expect(fake.received.map(({ path }) => path)).toEqual(['/in']);
});
