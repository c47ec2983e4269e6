import { afterEach, expect, test } from '@jest/globals';
import { contractEnvironment, contractMessage } from '@otpost/provider-kit/contract-message';
import { type FakeSmtp, type FakeSmtpOptions, startFakeSmtp } from '@otpost/provider-kit/fakes/start-fake-smtp';
import { expiredTestCertificate, testCertificate } from '@otpost/provider-kit/fakes/test-certificate';
import { smtpConfigSchema } from './config.js';
import { createSmtpInstance, type SmtpInstanceOptions } from './create-smtp-instance.js';

let fake: FakeSmtp;

afterEach(() => fake.close());

interface Setting {
  readonly server: FakeSmtpOptions;
  readonly config?: Record<string, unknown>;
  readonly options?: SmtpInstanceOptions;
}

async function send({ server, config, options }: Setting) {
  fake = await startFakeSmtp(server);
  const settings = { host: 'localhost', port: fake.port, from: 'no-reply@shop.test', ...config };
  const instance = createSmtpInstance(smtpConfigSchema.parse(settings), contractEnvironment, options);
  const outcome = await instance.send(contractMessage('email', 'tls'), new AbortController().signal);
  await instance.close();
  return outcome;
}

const trusted = { trustedAuthorities: testCertificate };
const login = { username: 'otpost', password: 'correct-horse-battery' };

test('a connection on the submission port is upgraded before anything is said', async () => {
  expect(await send({ server: { tls: 'starttls', login }, config: login, options: trusted })).toMatchObject({
    class: 'accepted',
  });
  expect(fake.received).toMatchObject([{ secure: true, user: 'otpost' }]);
});

test('TLS from the start works with the login', async () => {
  const config = { ...login, secure: true };
  expect(await send({ server: { tls: 'implicit', login }, config, options: trusted })).toMatchObject({
    class: 'accepted',
  });
  expect(fake.received).toMatchObject([{ secure: true, user: 'otpost' }]);
});

test.each([
  ['a certificate that nobody vouches for', { server: { tls: 'starttls' } }],
  [
    'a certificate that nobody vouches for, TLS from the start',
    { server: { tls: 'implicit' }, config: { secure: true } },
  ],
  [
    'an expired certificate',
    { server: { certificate: 'expired' }, options: { trustedAuthorities: expiredTestCertificate } },
  ],
  // This machine by an address that says nothing of it, as if it were another one.
  ['a server without STARTTLS', { server: { tls: 'none' }, config: { host: '0.0.0.0' } }],
] satisfies [string, Setting][])('%s is refused, without falling back to plain text', async (_name, setting) => {
  expect(await send(setting)).toMatchObject({ class: 'failover' });
  expect(fake.received).toHaveLength(0);
});

test.each(['localhost', '127.0.0.1'])('a server on this machine, as %s, needs no TLS', async (host) => {
  expect(await send({ server: { tls: 'none' }, config: { host } })).toMatchObject({ class: 'accepted' });
  expect(fake.received).toMatchObject([{ secure: false }]);
});

test('with allowInsecure a server on this machine is spoken to in plain text, even if it offers TLS', async () => {
  expect(await send({ server: { tls: 'starttls' }, config: { allowInsecure: true } })).toMatchObject({
    class: 'accepted',
  });
  expect(fake.received).toMatchObject([{ secure: false }]);
});

test('a login is not sent to a server that offers none', async () => {
  expect(await send({ server: { tls: 'starttls' }, config: login, options: trusted })).toMatchObject({
    class: 'config',
  });
  expect(fake.received).toHaveLength(0);
});

test('a certificate that is refused is told as the reason', async () => {
  const outcome = await send({ server: { tls: 'implicit' }, config: { secure: true } });
  expect(outcome.detail).toContain('the certificate is not valid');
});
