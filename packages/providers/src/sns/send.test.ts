import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { contractEnvironment, contractMessage } from '@otpost/provider-kit/contract-message';
import { httpLimits } from '@otpost/provider-kit/exchange-http';
import { type FakeSns, startFakeSns } from '@otpost/provider-kit/fakes/start-fake-sns';
import { createSnsInstance } from './create-sns-instance.js';
import { snsProvider } from './sns-provider.js';

const never = new AbortController().signal;
const keys = { accessKeyId: 'AKIAEXAMPLEEXAMPLE', secretAccessKey: 'secretsecretsecretsecret' };
let fake: FakeSns;

beforeEach(async () => {
  fake = await startFakeSns();
});

afterEach(() => fake.close());

async function publish(config: Record<string, unknown> = {}) {
  const instance = snsProvider.create(
    { region: 'eu-central-1', endpoint: fake.origin, ...keys, ...config },
    contractEnvironment,
  );
  const outcome = await instance.send(contractMessage('sms', 'sns-1'), never);
  await instance.close();
  return outcome;
}

function attributesIn(form = new URLSearchParams()): Record<string, [string, string]> {
  const names = [...form].filter(([key]) => /^MessageAttributes\.entry\.\d+\.Name$/.test(key));
  return Object.fromEntries(
    names.map(([key, name]) => {
      const value = key.replace('.Name', '.Value');
      return [name, [form.get(`${value}.DataType`), form.get(`${value}.StringValue`)]];
    }),
  ) as Record<string, [string, string]>;
}

test('a message is published to the number as transactional, and to no topic', async () => {
  expect(await publish()).toMatchObject({
    class: 'accepted',
    providerMessageId: expect.stringMatching(/^[\w-]{36}$/),
  });
  const [form] = fake.messages();
  expect(form?.get('Action')).toBe('Publish');
  expect(form?.get('PhoneNumber')).toBe('+14155550123');
  expect(form?.get('Message')).toBe('Your code is 918273. Do not share it.');
  expect(form?.has('TopicArn')).toBe(false);
  expect(attributesIn(form)).toEqual({ 'AWS.SNS.SMS.SMSType': ['String', 'Transactional'] });
});

test('sender, price and registrations go out as attributes of their documented types', async () => {
  await publish({
    senderId: 'Shop',
    maxPrice: '0.50',
    originationNumber: '+12065550100',
    entityId: 'E1',
    templateId: 'T1',
  });
  expect(attributesIn(fake.messages()[0])).toEqual({
    'AWS.SNS.SMS.SMSType': ['String', 'Transactional'],
    'AWS.SNS.SMS.SenderID': ['String', 'Shop'],
    'AWS.SNS.SMS.MaxPrice': ['Number', '0.50'],
    'AWS.MM.SMS.OriginationNumber': ['String', '+12065550100'],
    'AWS.MM.SMS.EntityId': ['String', 'E1'],
    'AWS.MM.SMS.TemplateId': ['String', 'T1'],
  });
});

test('the request is signed for the region, and the secret stays here', async () => {
  await publish({ region: 'us-west-2' });
  const [request] = fake.received;
  expect(request?.headers.authorization).toMatch(
    /^AWS4-HMAC-SHA256 Credential=AKIAEXAMPLEEXAMPLE\/\d{8}\/us-west-2\/sns\/aws4_request, /,
  );
  expect(JSON.stringify(fake.received)).not.toContain(keys.secretAccessKey);
});

test('an endpoint that takes the message and resets is asked once', async () => {
  fake.behaveAlways({ kind: 'reset_after_body' });
  expect(await publish()).toMatchObject({ class: 'ambiguous' });
  expect(fake.received).toHaveLength(1);
});

test('an endpoint that never answers is left when the time is over', async () => {
  fake.behaveAlways({ kind: 'hang' });
  const config = { region: 'eu-central-1', endpoint: fake.origin, ...keys };
  const instance = createSnsInstance(config, { ...httpLimits, totalMilliseconds: 300 });
  expect(await instance.send(contractMessage('sms', 'sns-2'), never)).toMatchObject({ class: 'ambiguous' });
  await instance.close();
  expect(fake.received).toHaveLength(1);
});
