import { expect, test } from '@jest/globals';
import type { ContractSubject, OutcomeRow, VerificationRow } from '@otpost/provider-kit/contract-subject';
import { runContractSuite } from '@otpost/provider-kit/contract-suite';
import { type HttpBehaviour, rubbish200 } from '@otpost/provider-kit/fakes/http-behaviour';
import { type FakeTwilio, startFakeTwilio, twilioError } from '@otpost/provider-kit/fakes/start-fake-twilio';
import type { OutcomeClass } from '@otpost/provider-kit/outcome';
import { twilioProvider } from './twilio-provider.js';

const report = await runContractSuite(twilioProvider, startSubject);

test.each(report)('$name', ({ ok, detail }) => {
  expect({ ok, detail }).toEqual({ ok: true, detail: '' });
});

async function startSubject(): Promise<ContractSubject> {
  const fake = await startFakeTwilio();
  const account = { accountSid: `AC${'0'.repeat(32)}`, authToken: 'authtokenauthtoken' };
  const config = { ...account, from: '+12065550100', baseUrl: fake.origin };
  const noPage: HttpBehaviour = { kind: 'answer', status: 404, body: '<html>' };
  const answer = (when: string, behaviour: HttpBehaviour, field: string | null): VerificationRow => ({
    when,
    arrange: () => fake.behaveNextAside(behaviour),
    expect: { field },
  });
  return {
    config,
    refused: refusedConfigs(config),
    rows: [...errorRows(fake), ...faultRows(fake, config)],
    verifications: [
      { when: 'an active account', expect: 'works' },
      answer('20003 with 401', twilioError(20003, 401, 'Authenticate with authtokenauthtoken'), 'authToken'),
      answer('test credentials', twilioError(20008, 403), 'authToken'),
      answer('20404 with 404', twilioError(20404, 404), 'accountSid'),
      answer('a suspended account', { kind: 'answer', status: 200, body: '{"status":"suspended"}' }, 'accountSid'),
      answer('503', { kind: 'answer', status: 503, body: '' }, null),
      { when: 'an emulator without accounts', arrange: () => fake.behaveNextAside(noPage), expect: 'works' },
      { when: 'nothing listens', config: { ...config, baseUrl: 'http://127.0.0.1:1' }, expect: { field: 'baseUrl' } },
    ],
    received: () => fake.messages().map((form) => form.get('Body') ?? ''),
    close: () => fake.close(),
  };
}

function errorRows(fake: FakeTwilio): OutcomeRow[] {
  const error = (code: number, status: number, expected: OutcomeClass, message?: string): OutcomeRow => ({
    when: `${code} with ${status}`,
    arrange: () => fake.behaveNext(twilioError(code, status, message)),
    expect: expected,
    providerCode: String(code),
  });
  const permanent = [21211, 21214, 21217, 21408, 21602, 21608, 21610, 21612, 21614, 21617];
  const config = [21212, 21266, 21603, 21606, 21659, 21660, 21703, 21704, 21705, 30034];
  const limited = (header: string) => twilioError(20429, 429, 'Too many requests', { 'retry-after': header });
  return [
    { when: 'a queued message', arrange: () => undefined, expect: 'accepted' },
    ...permanent.map((code) => error(code, 400, 'permanent', 'The number +14155550123 of code 918273 is refused')),
    ...config.map((code) => error(code, 400, 'config')),
    error(20003, 401, 'config', 'Authenticate with authtokenauthtoken'),
    error(20005, 403, 'config'),
    error(20404, 404, 'config'),
    error(14107, 400, 'retry'),
    error(21611, 400, 'retry'),
    error(63038, 429, 'failover'),
    error(99999, 400, 'failover'),
    error(20500, 500, 'ambiguous'),
    error(20503, 503, 'failover'),
    {
      when: '20429 with Retry-After 0',
      arrange: () => fake.behaveNext(limited('0')),
      expect: 'retry',
      retryAfterSeconds: 0,
    },
    {
      when: '20429 with Retry-After 3600',
      arrange: () => fake.behaveNext(limited('3600')),
      expect: 'retry',
      retryAfterSeconds: 3600,
    },
    { when: '20429 with a garbage Retry-After', arrange: () => fake.behaveNext(limited('-5 soon')), expect: 'retry' },
  ];
}

function faultRows(fake: FakeTwilio, config: Record<string, unknown>): OutcomeRow[] {
  const fault = (when: string, behaviour: HttpBehaviour, expected: OutcomeClass, arrivals: 0 | 1 = 1): OutcomeRow => ({
    when,
    arrange: () => fake.behaveNext(behaviour),
    expect: expected,
    arrivals,
    endAfterMilliseconds: behaviour.kind === 'hang' || behaviour.kind === 'drip' ? 500 : 5000,
  });
  const answer = (status: number, body: string | Uint8Array = ''): HttpBehaviour => ({ kind: 'answer', status, body });
  const failed = JSON.stringify({
    sid: `SM${'a'.repeat(32)}`,
    status: 'failed',
    error_code: 21610,
    error_message: 'STOP',
  });
  const nothing = () => undefined;
  return [
    fault('201 that says failed', answer(201, failed), 'permanent'),
    fault('200 with HTML', rubbish200, 'ambiguous'),
    fault('201 with nothing', answer(201), 'ambiguous'),
    fault('201 with cut-off JSON', answer(201, '{"sid":"SM'), 'ambiguous'),
    fault('201 with the sid of an emulator', answer(201, '{"sid":"SM1","status":"queued"}'), 'accepted'),
    fault('201 with a wrong sid', answer(201, '{"sid":"918273","status":"queued"}'), 'ambiguous'),
    fault('201 with JSON null', answer(201, 'null'), 'ambiguous'),
    fault('201 with invalid UTF-8', answer(201, Buffer.from([0x7b, 0xff, 0xfe, 0x7d])), 'ambiguous'),
    fault('201 without end', { kind: 'flood' }, 'ambiguous'),
    fault('500 with HTML', answer(500, '<html>'), 'ambiguous'),
    fault('502 with HTML', answer(502, '<html>'), 'ambiguous'),
    fault('503 with HTML', answer(503, '<html>'), 'failover'),
    fault('504 with nothing', answer(504), 'ambiguous'),
    fault('403 with HTML', answer(403, '<html>'), 'config'),
    fault('400 with JSON null', answer(400, 'null'), 'failover'),
    fault('a redirect', { kind: 'answer', status: 307, headers: { location: fake.origin } }, 'config'),
    fault('silence', { kind: 'hang' }, 'ambiguous'),
    fault('one byte in a while', { kind: 'drip', everyMilliseconds: 50 }, 'ambiguous'),
    fault('a reset before the body is read', { kind: 'reset_before_body' }, 'ambiguous', 0),
    fault('a reset after the body', { kind: 'reset_after_body' }, 'ambiguous'),
    fault('a reset in the middle of the answer', { kind: 'cut_answer' }, 'ambiguous'),
    {
      when: 'nothing listens',
      arrange: nothing,
      config: { ...config, baseUrl: 'http://127.0.0.1:1' },
      expect: 'failover',
      arrivals: 0,
    },
    {
      when: 'the name does not resolve',
      arrange: nothing,
      config: { ...config, baseUrl: 'https://api.invalid' },
      expect: 'failover',
      arrivals: 0,
    },
    {
      when: 'the API speaks no TLS',
      arrange: nothing,
      config: { ...config, baseUrl: fake.origin.replace('http:', 'https:') },
      expect: 'failover',
      arrivals: 0,
    },
  ];
}

function refusedConfigs(config: Record<string, unknown>): { field: string; config: Record<string, unknown> }[] {
  const withField = (field: string, value: unknown) => ({ field, config: { ...config, [field]: value } });
  return [
    ...['', 'SK00000000000000000000000000000000', 'AC123', null].map((sid) => withField('accountSid', sid)),
    ...['', 'abc', 'with a space in it', 12345678].map((token) => withField('authToken', token)),
    ...['', '+0123456', 'TwelveLetters', '+12065550100,+12065550101'].map((from) => withField('from', from)),
    ...['ftp://api.test', 'api.test'].map((baseUrl) => withField('baseUrl', baseUrl)),
    { field: 'from', config: { ...config, from: undefined } },
    withField('messagingServiceSid', `MG${'0'.repeat(32)}`),
    { field: 'messagingServiceSid', config: { ...config, from: undefined, messagingServiceSid: 'MG123' } },
  ];
}
