import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type FakeTwilio, startFakeTwilio } from '@otpost/provider-kit/fakes/start-fake-twilio';
import { eventually } from '../servers/eventually.js';
import { newProvider } from '../servers/furnish.js';
import { callBackAsTwilio, postReceipt } from '../servers/post-receipt.js';
import { named, receiptSecret, startTracedHouse, type TracedHouse } from './traced-house.js';

const authToken = 'authtokenauthtoken';

let traced: TracedHouse;
let twilio: FakeTwilio;
beforeAll(async () => {
  [traced, twilio] = await Promise.all([startTracedHouse(), startFakeTwilio()]);
  const account = { accountSid: `AC${'1'.repeat(32)}`, messagingServiceSid: `MG${'2'.repeat(32)}` };
  const config = { ...account, authToken, baseUrl: twilio.origin };
  await newProvider(traced.house, { channel: 'sms', kind: 'twilio', config });
}, 60_000);
afterAll(async () => {
  await traced?.end();
  await twilio?.close();
}, 30_000);

const origin = (): string => traced.house.apis[0]?.url() ?? '';
const postSigned = (receipt: object) => postReceipt(`${origin()}/receipts/${traced.mailId}`, receipt, receiptSecret);

test('one trace leads from the API by the job and the attempt to the receipt', async () => {
  const to = '+4915123456789';
  const id = await eventually('the provider is known', async () => {
    const created = await traced.application.ask('POST', '/challenges', { channel: 'sms', to });
    return created.status === 201 && created.body.id;
  });
  const form = await eventually('Twilio has it', () => twilio.messages()[0]);
  const told = form.get('StatusCallback') ?? '';
  const delivered = { MessageStatus: 'delivered', MessageSid: `SM${'a'.repeat(32)}` };
  expect((await callBackAsTwilio({ told, origin: origin(), authToken }, delivered)).status).toBe(204);
  const way = ['challenge.create', 'deliver', 'provider.send', 'receipt'];
  const spans = await traced.spansWith(id, ...way);
  const parents = way.map((name) => named(spans, name).parentSpanId ?? '');
  expect(parents).toEqual(['', ...way.slice(0, -1).map((name) => named(spans, name).spanId)]);
});

test('a receipt stands in the trace of its challenge; one that fits no message of the provider nowhere', async () => {
  const id = await traced.create();
  await traced.codeOf(id);
  const send = named(await traced.spansWith(id, 'provider.send', 'deliver'), 'provider.send');
  const other = await traced.create();
  const answer = await postSigned({ deliveryId: `${id}-1`, status: 'delivered' });
  expect(answer.status).toBe(204);
  expect((await postSigned({ deliveryId: `${other}-7`, status: 'delivered' })).status).toBe(204);
  await traced.application.ask('POST', `/challenges/${other}/cancel`);
  const receipt = named(await traced.spansWith(id, 'receipt'), 'receipt');
  expect(receipt).toMatchObject({ traceId: send.traceId, kind: 2, service: 'otpost-api' });
  expect(receipt.attributes).toMatchObject({
    'otpost.challenge.id': id,
    'otpost.provider.id': traced.mailId,
    'otpost.status': 'delivered',
    'otpost.outcome': 'recorded',
  });
  const names = (await traced.spansWith(other, 'challenge.cancel')).map(({ name }) => name);
  expect(names).not.toContain('receipt');
});
