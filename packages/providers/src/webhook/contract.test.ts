import { gzipSync } from 'node:zlib';
import { expect, test } from '@jest/globals';
import type { ContractSubject, OutcomeRow } from '@otpost/provider-kit/contract-subject';
import { runContractSuite } from '@otpost/provider-kit/contract-suite';
import { type HttpBehaviour, rubbish200 } from '@otpost/provider-kit/fakes/http-behaviour';
import { type FakeWebhook, startFakeWebhook } from '@otpost/provider-kit/fakes/start-fake-webhook';
import type { OutcomeClass } from '@otpost/provider-kit/outcome';
import { webhookProvider } from './webhook-provider.js';

const report = await runContractSuite(webhookProvider, startSubject);

test.each(report)('$name', ({ ok, detail }) => {
  expect({ ok, detail }).toEqual({ ok: true, detail: '' });
});

async function startSubject(): Promise<ContractSubject> {
  const fake = await startFakeWebhook();
  const config = { url: `${fake.origin}/messages`, secret: `whsec_${Buffer.alloc(32, 7).toString('base64')}` };
  return {
    config,
    refused: refusedConfigs(config),
    rows: [...statusRows(fake), ...bodyRows(fake), ...ruleRows(fake, config), ...faultRows(fake, config)],
    received: () => fake.received.map(({ body }) => body),
    close: () => fake.close(),
  };
}

function answer(status: number, body: string | Uint8Array = '', headers: Record<string, string> = {}): HttpBehaviour {
  return { kind: 'answer', status, body, headers };
}

function statusRows(fake: FakeWebhook): OutcomeRow[] {
  const table: [number, OutcomeClass][] = [
    [200, 'accepted'],
    [201, 'accepted'],
    [202, 'accepted'],
    [204, 'accepted'],
    [301, 'config'],
    [307, 'config'],
    [400, 'failover'],
    [401, 'config'],
    [403, 'config'],
    [404, 'config'],
    [405, 'config'],
    [409, 'failover'],
    [410, 'config'],
    [422, 'failover'],
    [429, 'retry'],
    [500, 'ambiguous'],
    [501, 'ambiguous'],
    [502, 'ambiguous'],
    [503, 'failover'],
    [504, 'ambiguous'],
  ];
  const location = { location: `${fake.origin}/elsewhere` };
  const echo = 'You sent 918273 to +14155550123\u202e\u0000\u001b[31m';
  const limited = (header: string, seconds?: number): OutcomeRow => ({
    when: `429 with Retry-After ${header}`,
    arrange: () => fake.behaveNext(answer(429, '', { 'retry-after': header })),
    expect: 'retry',
    ...(seconds === undefined ? {} : { retryAfterSeconds: seconds }),
  });
  return [
    ...table.map(([status, expected]) => ({
      when: String(status),
      arrange: () =>
        fake.behaveNext(answer(status, status >= 400 ? echo : '', status >= 300 && status < 400 ? location : {})),
      expect: expected,
      providerCode: String(status),
    })),
    limited('0', 0),
    limited('3600', 3600),
    limited('Thu, 01 Jan 1970 00:00:00 GMT', 0),
    limited('-1'),
    limited('tomorrow'),
  ];
}

function bodyRows(fake: FakeWebhook): OutcomeRow[] {
  const row = (
    when: string,
    body: string | Uint8Array,
    expected: OutcomeClass,
    headers: Record<string, string> = {},
  ): OutcomeRow => ({
    when: `200 with ${when}`,
    arrange: () => fake.behaveNext(answer(200, body, headers)),
    expect: expected,
  });
  return [
    row('nothing', '', 'accepted'),
    row('OK', 'OK\n', 'accepted'),
    row('a JSON object', '{"id":"m-1"}', 'accepted'),
    row('an id that echoes the code', '{"id":"918273"}', 'accepted'),
    row('cut-off JSON', '{"id":"m-', 'ambiguous'),
    row('some words', 'ERROR: no credit', 'ambiguous'),
    row('invalid UTF-8', Buffer.from([0x22, 0xff, 0xfe, 0x22]), 'ambiguous'),
    row('a compressed body', gzipSync(Buffer.alloc(10_000_000)), 'ambiguous', { 'content-encoding': 'gzip' }),
    row('65 KB of JSON', JSON.stringify('x'.repeat(65_536)), 'ambiguous'),
  ];
}

function ruleRows(fake: FakeWebhook, { url }: { url: string }): OutcomeRow[] {
  const gateway = {
    url,
    secret: 'gateway-key-1',
    headers: { authorization: 'Bearer {{secret}}' },
    body: '{"n":"{{to}}","m":"{{text}}"}',
  };
  const row = (success: Record<string, unknown>, status: number, body: string, expected: OutcomeClass): OutcomeRow => ({
    when: `${status} ${body} under the rule ${JSON.stringify(success)}`,
    arrange: () => fake.behaveNext(answer(status, body)),
    config: { ...gateway, success },
    expect: expected,
  });
  return [
    row({ status: [200] }, 200, '<b>whatever</b>', 'accepted'),
    row({ status: [200] }, 202, '', 'ambiguous'),
    row({ contains: 'SENT' }, 200, 'SENT 17', 'accepted'),
    row({ contains: 'SENT' }, 200, 'ERROR gateway-key-1', 'ambiguous'),
    row({ jsonPath: 'messages.0.status', equals: 'queued' }, 200, '{"messages":[{"status":"queued"}]}', 'accepted'),
    row({ jsonPath: 'messages.0.status', equals: 'queued' }, 200, '{"messages":[{"status":"rejected"}]}', 'ambiguous'),
    row({ jsonPath: 'code', equals: 0 }, 200, '{"code":0}', 'accepted'),
    row({ jsonPath: 'code', equals: 0 }, 200, '{"code":"0"}', 'ambiguous'),
    row({ jsonPath: 'ok', equals: true }, 200, '{"ok":true}', 'accepted'),
    row({ jsonPath: 'ok', equals: true }, 200, '<html>', 'ambiguous'),
    row({ jsonPath: 'result', contains: 'sent' }, 200, '{"result":"message sent"}', 'accepted'),
    row({ jsonPath: 'id' }, 200, '{"id":7}', 'accepted'),
    row({ jsonPath: 'id' }, 200, '{"id":null}', 'ambiguous'),
    row({ jsonPath: 'constructor.name' }, 200, '{}', 'ambiguous'),
    row({ jsonPath: '__proto__' }, 200, '{}', 'ambiguous'),
    row({ contains: 'SENT' }, 400, 'SENT', 'failover'),
  ];
}

function faultRows(fake: FakeWebhook, config: { url: string }): OutcomeRow[] {
  const fault = (when: string, behaviour: HttpBehaviour, expected: OutcomeClass, arrivals: 0 | 1 = 1): OutcomeRow => ({
    when,
    arrange: () => fake.behaveNext(behaviour),
    expect: expected,
    arrivals,
    endAfterMilliseconds: behaviour.kind === 'hang' || behaviour.kind === 'drip' ? 500 : 5000,
  });
  const nothing = () => undefined;
  const bomb = Object.fromEntries(Array.from({ length: 40 }, (_, index) => [`x-${index}`, 'x'.repeat(1000)]));
  return [
    fault('200 with HTML', rubbish200, 'ambiguous'),
    fault('200 without end', { kind: 'flood' }, 'ambiguous'),
    fault('40 KB of headers', answer(200, '', bomb), 'ambiguous'),
    fault('silence', { kind: 'hang' }, 'ambiguous'),
    fault('one byte in a while', { kind: 'drip', everyMilliseconds: 50 }, 'ambiguous'),
    fault('a reset before the body is read', { kind: 'reset_before_body' }, 'ambiguous', 0),
    fault('a reset after the body', { kind: 'reset_after_body' }, 'ambiguous'),
    fault('a reset in the middle of the answer', { kind: 'cut_answer' }, 'ambiguous'),
    {
      when: 'nothing listens',
      arrange: nothing,
      config: { ...config, url: 'http://127.0.0.1:1' },
      expect: 'failover',
      arrivals: 0,
    },
    {
      when: 'the name does not resolve',
      arrange: nothing,
      config: { ...config, url: 'https://hook.invalid' },
      expect: 'failover',
      arrivals: 0,
    },
    {
      when: 'the receiver speaks no TLS',
      arrange: nothing,
      config: { ...config, url: fake.origin.replace('http:', 'https:') },
      expect: 'failover',
      arrivals: 0,
    },
  ];
}

function refusedConfigs(config: Record<string, unknown>): { field: string; config: Record<string, unknown> }[] {
  const withField = (field: string, value: unknown) => ({ field, config: { ...config, [field]: value } });
  const { secret: _secret, ...unsigned } = config;
  const ownForm = (field: string, changes: Record<string, unknown>) => ({
    field,
    config: { ...unsigned, body: '{"n":"{{to}}","m":"{{text}}"}', ...changes },
  });
  const urls = [
    '',
    'hook',
    'ftp://hook.test',
    'file:///etc/passwd',
    'gopher://hook.test',
    'javascript:alert(1)',
    '//hook.test',
    'https://good@evil.test',
    'https://user:pass@hook.test',
    'https://hook.test/#frag',
    'https://hook.test/ a',
    'https://hook.test\\@evil.test',
    'https://{{to}}.test/',
    'https://hook.test/{{to}}?text={{text}}',
    'https://hook.test/?to={{to}}&text={{body}}',
    'https://hook.test/?to={{to}}',
    'https://169.254.169.254/latest/meta-data',
    'https://[fe80::1]/',
    'https://[::ffff:127.0.0.1]/',
    'https://0.0.0.0/',
    'https://hook.test:65536/',
  ];
  return [
    ...urls.map((url) => withField('url', url)),
    ...['whsec_', 'whsec_c2hvcnQ=', 'not-a-secret', 'whsec_!!!'].map((secret) => withField('secret', secret)),
    ...['DELETE', 'post', 7].map((method) => withField('method', method)),
    withField('method', 'PUT'),
    withField('headers', { Host: 'evil.test' }),
    withField('headers', { 'X-A': 'a\r\nX-B: b' }),
    withField('headers', { 'bad name': 'a' }),
    withField('headers', { 'X-Code': '{{code}}' }),
    withField('headers', { 'Content-Type': 'text/plain' }),
    withField('success', { status: [404] }),
    withField('success', { equals: 1 }),
    withField('success', { jsonPath: 'a..b' }),
    withField('success', { unknown: 1 }),
    ownForm('body', { body: '{"n":"{{to}}"}' }),
    ownForm('body', { body: '{"m":"{{text}}"}' }),
    ownForm('body', { body: '{"n":{{to}},"m":"{{text}}"}' }),
    ownForm('body', { body: '{"n":"{{to}}","m":"{{text}}","x":"{{nope}}"}' }),
    ownForm('body', { method: 'GET' }),
    ownForm('headers', { headers: { 'content-type': 'multipart/form-data' } }),
    ownForm('secret', { headers: { authorization: 'Bearer {{secret}}' } }),
  ];
}
