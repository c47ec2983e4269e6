import { expect, test } from '@jest/globals';
import type { ContractSubject, OutcomeRow } from '@otpost/provider-kit/contract-subject';
import { runContractSuite } from '@otpost/provider-kit/contract-suite';
import type { SmtpBehaviour, SmtpStage } from '@otpost/provider-kit/fakes/smtp-behaviour';
import { type FakeSmtp, startFakeSmtp } from '@otpost/provider-kit/fakes/start-fake-smtp';
import type { OutcomeClass } from '@otpost/provider-kit/outcome';
import { smtpProvider } from './smtp-provider.js';

const report = await runContractSuite(smtpProvider, startSubject);

test.each(report)('$name', ({ ok, detail }) => {
  expect({ ok, detail }).toEqual({ ok: true, detail: '' });
});

async function startSubject(): Promise<ContractSubject> {
  const login = { username: 'otpost', password: 'correct-horse-battery' };
  const fake = await startFakeSmtp({ tls: 'none', login });
  const config = {
    host: 'localhost',
    port: fake.port,
    secure: false,
    ...login,
    from: 'Shop <no-reply@shop.test>',
    allowInsecure: true,
  };
  const rows = [...replyRows(fake), ...faultRows(fake), ...settingRows(config)];
  const refused = refusedConfigs(config);
  return {
    config,
    rows,
    refused,
    verifications: [
      { when: 'a login that is taken', expect: 'works' },
      {
        when: 'a wrong password',
        config: { ...config, password: 'wrong-horse-battery' },
        expect: { field: 'password' },
      },
      { when: 'nothing listens', config: { ...config, port: 1 }, expect: { field: 'host' } },
      { when: 'no such name', config: { ...config, host: 'mail.invalid' }, expect: { field: 'host' } },
      { when: 'TLS at a plain port', config: { ...config, secure: true }, expect: { field: 'secure' } },
      {
        when: 'a server without TLS',
        config: { ...config, host: '0.0.0.0', allowInsecure: false },
        expect: { field: 'secure' },
      },
      {
        when: '554 at the greeting',
        arrange: () => fake.behaveNext({ kind: 'reply', at: 'greeting', code: 554, text: '5.7.1 No service for you' }),
        expect: { field: null },
      },
      { when: 'silence', arrange: () => fake.behaveNext({ kind: 'hang', at: 'greeting' }), expect: { field: 'host' } },
    ],
    received: () => fake.received.map(({ content }) => content),
    close: () => fake.close(),
  };
}

function replyRows(fake: FakeSmtp): OutcomeRow[] {
  const reply = (at: SmtpStage, code: number, text: string, expected: OutcomeClass): OutcomeRow => ({
    when: `${code} ${text} at ${at}`,
    arrange: () => fake.behaveNext({ kind: 'reply', at, code, text }),
    expect: expected,
    providerCode: String(code),
    arrivals: at === 'dot' ? 1 : 0,
  });
  return [
    { when: '250 after the final dot', arrange: () => undefined, expect: 'accepted', providerCode: '250' },
    reply('greeting', 421, '4.3.2 Too many connections', 'failover'),
    reply('greeting', 554, '5.7.1 No service for you', 'failover'),
    reply('login', 535, '5.7.8 Authentication credentials invalid', 'config'),
    reply('login', 534, '5.7.9 Authentication mechanism is too weak', 'config'),
    reply('login', 454, '4.7.0 Temporary authentication failure', 'failover'),
    reply('sender', 530, '5.7.0 Must issue a STARTTLS command first', 'config'),
    reply('sender', 553, '5.7.1 Sender address rejected: not owned by user', 'config'),
    reply('sender', 451, '4.3.0 Local error', 'retry'),
    reply('recipient', 421, '4.7.0 Closing, canary.reader@example.test', 'failover'),
    reply('recipient', 450, '4.2.0 Greylisted, try again in 300 seconds', 'retry'),
    reply('recipient', 451, '4.7.1 Greylisting in action', 'retry'),
    reply('recipient', 452, '4.2.2 Mailbox full', 'retry'),
    reply('recipient', 550, '5.1.1 <canary.reader@example.test>: no such user', 'permanent'),
    reply('recipient', 550, 'No such user here', 'permanent'),
    reply('recipient', 551, '5.1.6 User not local', 'permanent'),
    reply('recipient', 553, '5.1.3 Mailbox name not allowed', 'permanent'),
    reply('recipient', 556, '5.1.10 The domain takes no mail', 'permanent'),
    reply('recipient', 552, '5.2.2 Mailbox full', 'failover'),
    reply('recipient', 550, '5.7.1 Relaying denied', 'failover'),
    reply('recipient', 554, '5.7.1 Listed as spam source', 'failover'),
    reply('recipient', 503, '5.5.1 Bad sequence of commands', 'failover'),
    reply('dot', 554, '5.7.1 Your code 918273 looks like spam', 'failover'),
    reply('dot', 552, '5.3.4 Message too big', 'failover'),
    reply('dot', 451, '4.3.0 Queue error', 'retry'),
    reply('dot', 421, '4.3.2 Shutting down', 'failover'),
    reply('dot', 550, '5.1.1 No such user after all', 'permanent'),
  ];
}

function faultRows(fake: FakeSmtp): OutcomeRow[] {
  const fault = (when: string, behaviour: SmtpBehaviour, expected: OutcomeClass, arrivals: 0 | 1): OutcomeRow => ({
    when,
    arrange: () => fake.behaveNext(behaviour),
    expect: expected,
    arrivals,
    endAfterMilliseconds: behaviour.kind === 'hang' ? 400 : 10_000,
  });
  const endless = '250-still talking about nothing at all\r\n'.repeat(10_000);
  return [
    fault('it is silent at the greeting', { kind: 'hang', at: 'greeting' }, 'failover', 0),
    fault('it is silent at RCPT TO', { kind: 'hang', at: 'recipient' }, 'failover', 0),
    fault('it is silent while the content comes', { kind: 'hang', at: 'content' }, 'ambiguous', 0),
    fault('it is silent after the final dot', { kind: 'hang', at: 'dot' }, 'ambiguous', 1),
    fault('it resets at AUTH', { kind: 'reset', at: 'login' }, 'failover', 0),
    fault('it resets at MAIL FROM', { kind: 'reset', at: 'sender' }, 'failover', 0),
    fault('it resets at RCPT TO', { kind: 'reset', at: 'recipient' }, 'failover', 0),
    fault('it resets while the content comes', { kind: 'reset', at: 'content' }, 'ambiguous', 0),
    fault('it resets after the final dot', { kind: 'reset', at: 'dot' }, 'ambiguous', 1),
    fault('a reply of 10,000 lines at RCPT TO', { kind: 'babble', at: 'recipient', bytes: endless }, 'failover', 0),
    fault('a reply of 10,000 lines after the dot', { kind: 'babble', at: 'dot', bytes: endless }, 'ambiguous', 1),
    fault(
      'an unasked 250 after the dot, then the reply',
      { kind: 'babble', at: 'dot', bytes: '250 2.0.0 Ok\r\n' },
      'accepted',
      1,
    ),
    fault(
      'replies out of step at RCPT TO',
      { kind: 'babble', at: 'recipient', bytes: '599 5.0.0 What\r\n' },
      'failover',
      0,
    ),
    fault(
      'bytes that are no SMTP at RCPT TO',
      { kind: 'babble', at: 'recipient', bytes: 'HTTP/1.1 400 Bad\r\n' },
      'failover',
      0,
    ),
  ];
}

function settingRows(config: Record<string, unknown>): OutcomeRow[] {
  const nothing = () => undefined;
  return [
    { when: 'nothing listens', arrange: nothing, config: { ...config, port: 1 }, expect: 'failover', arrivals: 0 },
    {
      when: 'the name does not resolve',
      arrange: nothing,
      config: { ...config, host: 'smtp.invalid' },
      expect: 'failover',
      arrivals: 0,
    },
    {
      when: 'the password is wrong',
      arrange: nothing,
      config: { ...config, password: 'wrong-horse-battery' },
      expect: 'config',
      arrivals: 0,
    },
    {
      when: 'STARTTLS is stripped',
      arrange: nothing,
      config: { ...config, host: '0.0.0.0', allowInsecure: false },
      expect: 'failover',
      arrivals: 0,
    },
    {
      when: 'the server speaks plain text on a TLS port',
      arrange: nothing,
      config: { ...config, secure: true },
      expect: 'failover',
      arrivals: 0,
    },
  ];
}

function refusedConfigs(config: Record<string, unknown>): { field: string; config: Record<string, unknown> }[] {
  const withField = (field: string, value: unknown) => ({ field, config: { ...config, [field]: value } });
  return [
    ...['', 'mail server', 'a..b', 'evil\r\nhost', 'http://smtp.test', 25, null].map((host) => withField('host', host)),
    ...[0, -1, 65_536, 25.5, '587'].map((port) => withField('port', port)),
    ...[
      '',
      'nobody',
      'a@x.test\r\nBcc: v@y.test',
      'a@x.test, b@y.test',
      '<a@x.test',
      '"a b"@x.test',
      'g:a@x.test;',
    ].map((from) => withField('from', from)),
    withField('username', 'otpost\r\nMAIL FROM:<evil@x.test>'),
    withField('password', ''),
    withField('secure', 'yes'),
    { field: 'password', config: { ...config, password: undefined } },
    { field: 'username', config: { ...config, username: undefined } },
  ];
}
