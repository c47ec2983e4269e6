import { expect, test } from '@jest/globals';
import type { ContractSubject, OutcomeRow } from '@otpost/provider-kit/contract-subject';
import { runContractSuite } from '@otpost/provider-kit/contract-suite';
import { type HttpBehaviour, rubbish200 } from '@otpost/provider-kit/fakes/http-behaviour';
import { type FakeSns, snsError, startFakeSns } from '@otpost/provider-kit/fakes/start-fake-sns';
import type { OutcomeClass } from '@otpost/provider-kit/outcome';
import { snsProvider } from './sns-provider.js';

const report = await runContractSuite(snsProvider, startSubject);

test.each(report)('$name', ({ ok, detail }) => {
  expect({ ok, detail }).toEqual({ ok: true, detail: '' });
});

async function startSubject(): Promise<ContractSubject> {
  const fake = await startFakeSns();
  const keys = { accessKeyId: 'AKIAEXAMPLEEXAMPLE', secretAccessKey: 'secretsecretsecretsecret' };
  const config = { region: 'eu-central-1', ...keys, senderId: 'Shop', endpoint: fake.origin };
  const refuse = (code: string, status: number) => () => fake.behaveNextAside(snsError(code, status));
  return {
    config,
    refused: refusedConfigs(config),
    rows: [...errorRows(fake), ...faultRows(fake, config)],
    verifications: [
      { when: 'known keys', expect: 'works' },
      { when: 'keys that may only publish', arrange: refuse('AuthorizationError', 403), expect: 'works' },
      { when: 'an emulator that only publishes', arrange: refuse('InvalidAction', 400), expect: 'works' },
      { when: 'an unknown key', arrange: refuse('InvalidClientTokenId', 403), expect: { field: 'accessKeyId' } },
      { when: 'a wrong secret', arrange: refuse('SignatureDoesNotMatch', 403), expect: { field: 'secretAccessKey' } },
      { when: 'too many requests', arrange: refuse('Throttling', 400), expect: { field: null } },
      { when: 'nothing listens', config: { ...config, endpoint: 'http://127.0.0.1:1' }, expect: { field: 'endpoint' } },
    ],
    received: () => fake.messages().map((form) => form.get('Message') ?? ''),
    close: () => fake.close(),
  };
}

function errorRows(fake: FakeSns): OutcomeRow[] {
  const error = (code: string, status: number, expected: OutcomeClass, message?: string): OutcomeRow => ({
    when: `${code} ${status}${message ? ` (${message})` : ''}`,
    arrange: () => fake.behaveNext(snsError(code, status, message)),
    expect: expected,
    providerCode: code,
  });
  return [
    { when: 'a message id', arrange: () => undefined, expect: 'accepted' },
    error('Throttled', 429, 'retry'),
    error('Throttling', 400, 'retry'),
    error('ThrottlingException', 400, 'retry'),
    error('InvalidParameter', 400, 'permanent', 'Invalid parameter: PhoneNumber Reason: +14155550123 is not valid'),
    error('InvalidParameter', 400, 'config', 'Invalid parameter: AWS.SNS.SMS.SenderID'),
    error('ParameterValueInvalid', 400, 'permanent'),
    error('OptedOut', 400, 'permanent', 'The number +14155550123 has opted out; your code was 918273'),
    error('AuthorizationError', 403, 'config'),
    error('AccessDenied', 403, 'config'),
    error('UserError', 400, 'config', 'Monthly spend limit reached'),
    error('InvalidClientTokenId', 403, 'config', 'The secret secretsecretsecretsecret is wrong'),
    error('SignatureDoesNotMatch', 403, 'config'),
    error('ExpiredToken', 403, 'config'),
    error('RequestExpired', 400, 'config'),
    error('SomethingNew', 400, 'failover'),
    error('SomethingNew', 403, 'config'),
    error('SomethingNew', 429, 'retry'),
    error('InternalError', 500, 'ambiguous'),
    error('ServiceUnavailable', 503, 'failover'),
  ];
}

function faultRows(fake: FakeSns, config: Record<string, unknown>): OutcomeRow[] {
  const fault = (when: string, behaviour: HttpBehaviour, expected: OutcomeClass, arrivals: 0 | 1 = 1): OutcomeRow => ({
    when,
    arrange: () => fake.behaveNext(behaviour),
    expect: expected,
    arrivals,
    endAfterMilliseconds: behaviour.kind === 'hang' || behaviour.kind === 'drip' ? 500 : 5000,
  });
  const answer = (status: number, body: string | Uint8Array = ''): HttpBehaviour => ({ kind: 'answer', status, body });
  const published = '<PublishResponse><PublishResult><MessageId>no id</MessageId></PublishResult></PublishResponse>';
  const emulated = published.replace('no id', 'm-1');
  const nothing = () => undefined;
  return [
    fault('200 with the id of an emulator', answer(200, emulated), 'accepted'),
    fault('200 with HTML', rubbish200, 'ambiguous'),
    fault('200 with nothing', answer(200), 'ambiguous'),
    fault('200 with cut-off XML', answer(200, '<PublishResponse><Publ'), 'ambiguous'),
    fault('200 with a wrong id', answer(200, published), 'ambiguous'),
    fault('200 with invalid UTF-8', answer(200, Buffer.from([0xff, 0xfe, 0x3c, 0x80])), 'ambiguous'),
    fault('200 without end', { kind: 'flood' }, 'ambiguous'),
    fault('500 with HTML', answer(500, '<html>'), 'ambiguous'),
    fault('502 with HTML', answer(502, '<html>'), 'ambiguous'),
    fault('503 with HTML', answer(503, '<html>'), 'failover'),
    fault('504 with nothing', answer(504), 'ambiguous'),
    fault('a redirect', { kind: 'answer', status: 302, headers: { location: fake.origin } }, 'config'),
    fault('silence', { kind: 'hang' }, 'ambiguous'),
    fault('one byte in a while', { kind: 'drip', everyMilliseconds: 50 }, 'ambiguous'),
    fault('a reset before the body is read', { kind: 'reset_before_body' }, 'ambiguous', 0),
    fault('a reset after the body', { kind: 'reset_after_body' }, 'ambiguous'),
    fault('a reset in the middle of the answer', { kind: 'cut_answer' }, 'ambiguous'),
    {
      when: 'nothing listens',
      arrange: nothing,
      config: { ...config, endpoint: 'http://127.0.0.1:1' },
      expect: 'failover',
      arrivals: 0,
    },
    {
      when: 'the name does not resolve',
      arrange: nothing,
      config: { ...config, endpoint: 'https://sns.invalid' },
      expect: 'failover',
      arrivals: 0,
    },
    {
      when: 'the endpoint speaks no TLS',
      arrange: nothing,
      config: { ...config, endpoint: fake.origin.replace('http:', 'https:') },
      expect: 'failover',
      arrivals: 0,
    },
    {
      when: 'the text is too long',
      arrange: nothing,
      message: { text: 'x'.repeat(1601) },
      expect: 'permanent',
      arrivals: 0,
    },
  ];
}

function refusedConfigs(config: Record<string, unknown>): { field: string; config: Record<string, unknown> }[] {
  const withField = (field: string, value: unknown) => ({ field, config: { ...config, [field]: value } });
  return [
    ...['', 'Frankfurt', 'eu-central-1/../x', 'eu-central-1\r\n', 1].map((region) => withField('region', region)),
    ...['', '123456', 'Sender name', 'TwelveLetters', 'Sh\u00f6p'].map((sender) => withField('senderId', sender)),
    ...['0', '-1', '1,50', '1e5', 0.5].map((price) => withField('maxPrice', price)),
    ...['ftp://sns.test', 'sns.test', 'javascript:alert(1)'].map((endpoint) => withField('endpoint', endpoint)),
    ...['12', '+0123456', 'Shop'].map((number) => withField('originationNumber', number)),
    withField('entityId', '../x'),
    withField('templateId', ''),
    { field: 'secretAccessKey', config: { ...config, secretAccessKey: undefined } },
    { field: 'accessKeyId', config: { ...config, accessKeyId: undefined } },
  ];
}
