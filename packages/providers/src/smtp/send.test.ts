import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { contractEnvironment, contractMessage } from '@otpost/provider-kit/contract-message';
import { type FakeSmtp, startFakeSmtp } from '@otpost/provider-kit/fakes/start-fake-smtp';
import type { Message } from '@otpost/provider-kit/message';
import { smtpProvider } from './smtp-provider.js';

const never = new AbortController().signal;
let fake: FakeSmtp;

beforeEach(async () => {
  fake = await startFakeSmtp({ tls: 'none' });
});

afterEach(() => fake.close());

async function send(changes: Partial<Message> = {}, from = 'Shop <no-reply@shop.test>', port = fake.port) {
  const config = { host: '127.0.0.1', port, from, allowInsecure: true };
  const environment = { ...contractEnvironment, now: () => Date.parse('2026-03-04T05:06:07Z') };
  const instance = smtpProvider.create(config, environment);
  const outcome = await instance.send({ ...contractMessage('email', 'ch_1-2'), ...changes }, never);
  await instance.close();
  return outcome;
}

function headersOf(content = ''): string[] {
  return content
    .slice(0, content.indexOf('\r\n\r\n'))
    .replace(/\r\n\s+/g, ' ')
    .split('\r\n');
}

test('a mail carries the headers of an automatic message, an id made from the send, and text and HTML', async () => {
  const outcome = await send();
  expect(outcome).toMatchObject({ class: 'accepted', providerCode: '250' });
  const [mail] = fake.received;
  expect(mail).toMatchObject({ from: 'no-reply@shop.test', to: ['canary.reader@example.test'] });
  const headers = headersOf(mail?.content);
  expect(headers.filter((line) => !line.startsWith('Content-Type:'))).toEqual([
    'Auto-Submitted: auto-generated',
    'X-Auto-Response-Suppress: All',
    'From: Shop <no-reply@shop.test>',
    'To: canary.reader@example.test',
    'Subject: Your code',
    'Message-ID: <ch_1-2@shop.test>',
    'Date: Wed, 04 Mar 2026 05:06:07 +0000',
    'MIME-Version: 1.0',
  ]);
  expect(mail?.content).toContain('Content-Type: text/plain; charset=utf-8');
  expect(mail?.content).toContain('Content-Type: text/html; charset=utf-8');
});

test('a second attempt of the same send carries the same Message-ID', async () => {
  await send({ possibleDuplicate: false });
  await send({ possibleDuplicate: true });
  const ids = fake.received.map(({ content }) => /^Message-ID: .*$/m.exec(content)?.[0]);
  expect(ids).toEqual([ids[0], ids[0]]);
});

test('a message without HTML is plain text', async () => {
  const { html: _html, ...plain } = contractMessage('email', 'plain');
  const instance = smtpProvider.create(
    { host: '127.0.0.1', port: fake.port, from: 'a@shop.test', allowInsecure: true },
    contractEnvironment,
  );
  await instance.send(plain, never);
  await instance.close();
  expect(headersOf(fake.received[0]?.content)).toContain('Content-Type: text/plain; charset=utf-8');
});

test.each([
  'a@x.test\r\nBcc: victim@y.test',
  'a@x.test>\r\nRCPT TO:<victim@y.test',
  '"a@x.test" <victim@y.test>',
  'a@x.test,victim@y.test',
  'a@x.test;victim@y.test',
  'group:a@x.test,victim@y.test;',
  '<a@x.test>',
  'a@x.test (victim@y.test)',
  '"a b"@x.test',
  '=?utf-8?B?dmljdGltQHkudGVzdA==?=@x.test',
  '=?utf-8?B?dmljdGltQHkudGVzdA==?=',
  'a@x.test\u0000',
  'a@x.test\u2028Bcc: victim@y.test',
  'a@@x.test',
  'a@[127.0.0.1]',
  '@x.test',
  `${'a'.repeat(65)}@x.test`,
  '',
])('the recipient %j reaches no server', async (to) => {
  expect(await send({ to })).toMatchObject({ class: 'permanent' });
  expect(fake.received).toHaveLength(0);
});

test.each(['-oQx@x.test', '|cmd@x.test', "o'brien+tag@x.test"])(
  'the odd but harmless recipient %j is one recipient',
  async (to) => {
    expect(await send({ to })).toMatchObject({ class: 'accepted' });
    expect(fake.received.map((mail) => mail.to)).toEqual([[to]]);
  },
);

test.each(['Code\r\nBcc: victim@y.test', 'Code\nX-Injected: 1', 'Code\u0000\r\n\r\nbody'])(
  'the subject %j adds no header and no recipient',
  async (subject) => {
    expect(await send({ subject })).toMatchObject({ class: 'accepted' });
    const [mail] = fake.received;
    expect(mail?.to).toEqual(['canary.reader@example.test']);
    expect(headersOf(mail?.content).filter((line) => /^(bcc|cc|x-injected):/i.test(line))).toEqual([]);
  },
);

test('a text that ends the SMTP dialogue early stays text', async () => {
  const text = 'Hello\r\n.\r\nMAIL FROM:<evil@y.test>\r\nRCPT TO:<victim@y.test>\n.\nQUIT\r.\r';
  expect(await send({ text })).toMatchObject({ class: 'accepted' });
  expect(fake.received).toHaveLength(1);
  expect(fake.received[0]?.content).toContain('MAIL FROM:<evil@y.test>');
});

test('a text that names a local file is sent as it is', async () => {
  await send({ text: 'file:///etc/passwd', html: '<img src="file:///etc/passwd">' });
  expect(fake.received[0]?.content).toContain('file:///etc/passwd');
  expect(fake.received[0]?.content).not.toContain('root:');
});

test('the id that the server gives is kept', async () => {
  const outcome = await send();
  expect(outcome.class).toBe('accepted');
  fake.behaveNext({ kind: 'reply', at: 'dot', code: 250, text: '2.0.0 Ok: queued as 4ABC123' });
  expect(await send()).toMatchObject({ class: 'accepted', providerMessageId: '4ABC123' });
});

test('a mail server that is not there is told by what the system says, and by no address of it', async () => {
  const nobody = 1;
  const outcome = await send({}, 'no-reply@shop.test', nobody);
  expect(outcome).toMatchObject({ class: 'failover', detail: expect.stringContaining('ECONNREFUSED') });
  expect(outcome.detail).not.toContain('127.0.0.1');
});
