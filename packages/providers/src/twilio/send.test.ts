import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { contractEnvironment, contractMessage } from '@otpost/provider-kit/contract-message';
import { httpLimits } from '@otpost/provider-kit/exchange-http';
import { type FakeTwilio, startFakeTwilio } from '@otpost/provider-kit/fakes/start-fake-twilio';
import { createTwilioInstance } from './create-twilio-instance.js';
import { twilioProvider } from './twilio-provider.js';

const never = new AbortController().signal;
const account = { accountSid: `AC${'1'.repeat(32)}`, authToken: 'authtokenauthtoken' };
let fake: FakeTwilio;

beforeEach(async () => {
  fake = await startFakeTwilio();
});

afterEach(() => fake.close());

async function create(config: Record<string, unknown> = { from: '+12065550100' }) {
  const instance = twilioProvider.create({ ...account, baseUrl: fake.origin, ...config }, contractEnvironment);
  const outcome = await instance.send(contractMessage('sms', 'twilio-1'), never);
  await instance.close();
  return outcome;
}

test('a message is created in the account, with number, sender and text and nothing else', async () => {
  expect(await create()).toMatchObject({
    class: 'accepted',
    providerMessageId: expect.stringMatching(/^SM[0-9a-f]{32}$/),
  });
  const [request] = fake.received;
  expect(request).toMatchObject({ method: 'POST', path: `/2010-04-01/Accounts/${account.accountSid}/Messages.json` });
  expect(request?.headers['content-type']).toBe('application/x-www-form-urlencoded');
  expect(Object.fromEntries(fake.messages()[0] ?? [])).toEqual({
    To: '+14155550123',
    From: '+12065550100',
    Body: 'Your code is 918273. Do not share it.',
  });
});

test('the account authenticates by its SID and token', async () => {
  await create();
  const credentials = Buffer.from(`${account.accountSid}:${account.authToken}`).toString('base64');
  expect(fake.received[0]?.headers.authorization).toBe(`Basic ${credentials}`);
});

test('a messaging service replaces the sender', async () => {
  const messagingServiceSid = `MG${'2'.repeat(32)}`;
  await create({ messagingServiceSid });
  const [form] = fake.messages();
  expect(form?.get('MessagingServiceSid')).toBe(messagingServiceSid);
  expect(form?.has('From')).toBe(false);
});

test('a path in the API address is kept', async () => {
  await create({ from: 'Shop', baseUrl: `${fake.origin}/emulator` });
  expect(fake.received[0]?.path).toBe(`/emulator/2010-04-01/Accounts/${account.accountSid}/Messages.json`);
});

test('an API that asks to slow down is not asked again', async () => {
  fake.behaveAlways({ kind: 'answer', status: 429, body: '{"code":20429,"message":"slow down","status":429}' });
  expect(await create()).toMatchObject({ class: 'retry', providerCode: '20429' });
  expect(fake.received).toHaveLength(1);
});

test('an API that never answers is left when the time is over', async () => {
  fake.behaveAlways({ kind: 'hang' });
  const config = { ...account, from: '+12065550100', baseUrl: fake.origin };
  const instance = createTwilioInstance(config, contractEnvironment, { ...httpLimits, totalMilliseconds: 500 });
  expect(await instance.send(contractMessage('sms', 'twilio-2'), never)).toMatchObject({ class: 'ambiguous' });
  await instance.close();
});
