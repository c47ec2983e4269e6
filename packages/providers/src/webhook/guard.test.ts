import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { contractEnvironment, contractMessage } from '@otpost/provider-kit/contract-message';
import { configProblems } from '@otpost/provider-kit/define-provider';
import { httpLimits } from '@otpost/provider-kit/exchange-http';
import { type FakeWebhook, startFakeWebhook } from '@otpost/provider-kit/fakes/start-fake-webhook';
import { expiredTestCertificate, testCertificate } from '@otpost/provider-kit/fakes/test-certificate';
import { webhookConfigSchema } from './config.js';
import type { ResolveAddresses } from './lookups.js';
import { resolveTarget } from './resolve-target.js';
import { sendByWebhook, type WebhookSend } from './send.js';
import { webhookProvider } from './webhook-provider.js';

const never = new AbortController().signal;
const production = { ...contractEnvironment, allowPrivateAddresses: false };
let fake: FakeWebhook;

beforeEach(async () => {
  fake = await startFakeWebhook({ tls: 'valid' });
});

afterEach(() => fake.close());

function call(url: string, resolve: ResolveAddresses, changes: Partial<WebhookSend> = {}) {
  const config = webhookConfigSchema.parse({ url });
  const send = {
    config,
    environment: production,
    limits: httpLimits,
    resolve,
    trustedAuthorities: testCertificate,
    ...changes,
  };
  return sendByWebhook(send, contractMessage('sms', 'guard-1'), never);
}

const to =
  (...addresses: string[]): ResolveAddresses =>
  async () =>
    addresses;

test.each([
  'http://93.184.215.14/',
  'https://127.0.0.1/',
  'https://127.1/',
  'https://0x7f.1/',
  'https://2130706433/',
  'https://017700000001/',
  'https://①②⑦.⓪.⓪.①/',
  'https://127.0.0.1./',
  'https://[::1]/',
  'https://10.0.0.1/',
  'https://192.168.0.1:8443/',
  'https://[fd00::1]/',
  'https://93.184.215.14:6379/',
  'https://93.184.215.14:22/',
  'https://hook.test:25/',
  'http://hook.test/',
])('%s is neither saved nor called', async (url) => {
  expect(configProblems(webhookProvider, { url }, production)).toMatchObject([{ field: 'url' }]);
  expect(await call(url, to('93.184.215.14'))).toMatchObject({ class: 'config', providerCode: 'forbidden_address' });
});

test.each([
  'https://169.254.169.254/',
  'https://[::ffff:127.0.0.1]/',
  'https://0.0.0.0/',
  'https://[fe80::1]/',
  'https://[64:ff9b::7f00:1]/',
])('%s is refused even where private addresses are allowed', (url) => {
  expect(configProblems(webhookProvider, { url }, contractEnvironment)).toMatchObject([{ field: 'url' }]);
});

test.each([
  ['localhost.', ['127.0.0.1']],
  ['127.0.0.1.nip.io', ['127.0.0.1']],
  ['redis', ['172.18.0.2']],
  ['bücher.test', ['10.1.2.3']],
  ['one-bad-among-good.test', ['93.184.215.14', '169.254.169.254']],
  ['one-bad-v6-among-good.test', ['93.184.215.14', '::1']],
  ['mapped.test', ['::ffff:127.0.0.1']],
])('the name %s that leads to %j is not called', async (host, addresses) => {
  expect(await call(`https://${host}/`, to(...addresses))).toMatchObject({
    class: 'config',
    providerCode: 'forbidden_address',
  });
});

test('a name that leads elsewhere at the next look is judged again for every message', async () => {
  const answers = [['93.184.215.14'], ['127.0.0.1']];
  const resolve: ResolveAddresses = async () => answers.shift() ?? [];
  const url = new URL('https://rebinding.test/');
  expect(await resolveTarget(url, false, resolve, never)).toMatchObject({ kind: 'allowed' });
  expect(await resolveTarget(url, false, resolve, never)).toMatchObject({ kind: 'forbidden' });
});

test('the connection goes to the address that was judged, under the name of the receiver', async () => {
  const url = `https://gateway.example.test:${fake.port}/in`;
  const looks: string[] = [];
  const resolve: ResolveAddresses = async (host) => {
    looks.push(host);
    return ['127.0.0.1'];
  };
  expect(await call(url, resolve, { environment: contractEnvironment })).toMatchObject({ class: 'accepted' });
  expect(looks).toEqual(['gateway.example.test']);
  expect(fake.received[0]?.headers.host).toBe(`gateway.example.test:${fake.port}`);
});

test('a name with several addresses is reached through the one that answers', async () => {
  const url = `https://gateway.example.test:${fake.port}/in`;
  const outcome = await call(url, to('::1', '127.0.0.1'), { environment: contractEnvironment });
  expect(outcome).toMatchObject({ class: 'accepted' });
});

test('a certificate of another name is refused', async () => {
  const url = `https://other.example.test:${fake.port}/in`;
  const outcome = await call(url, to('127.0.0.1'), { environment: contractEnvironment });
  expect(outcome).toMatchObject({ class: 'failover', providerCode: 'ERR_TLS_CERT_ALTNAME_INVALID' });
  expect(fake.received).toHaveLength(0);
});

test('a certificate that nobody vouches for is refused', async () => {
  const instance = webhookProvider.create({ url: fake.origin }, contractEnvironment);
  const outcome = await instance.send(contractMessage('sms', 'guard-2'), never);
  expect(outcome).toMatchObject({ class: 'failover', providerCode: 'DEPTH_ZERO_SELF_SIGNED_CERT' });
  expect(fake.received).toHaveLength(0);
});

test('an expired certificate is refused', async () => {
  const expired = await startFakeWebhook({ tls: 'expired' });
  const outcome = await call(expired.origin, to('127.0.0.1'), {
    environment: contractEnvironment,
    trustedAuthorities: expiredTestCertificate,
  });
  await expired.close();
  expect(outcome).toMatchObject({ class: 'failover', providerCode: 'CERT_HAS_EXPIRED' });
});

test.each(['ENOTFOUND', 'EAI_AGAIN'])(
  'a name server that says %s makes it the turn of the next provider',
  async (code) => {
    const resolve: ResolveAddresses = async () => {
      throw Object.assign(new Error('no'), { code });
    };
    expect(await call('https://hook.test/', resolve)).toMatchObject({ class: 'failover', providerCode: code });
  },
);

test('a name server that never answers ends the send in time, with nothing sent', async () => {
  const resolve: ResolveAddresses = () => new Promise(() => undefined);
  const limits = { ...httpLimits, totalMilliseconds: 200 };
  expect(await call('https://hook.test/', resolve, { limits })).toMatchObject({
    class: 'failover',
    providerCode: 'ETIMEDOUT',
  });
});

test('a name without an address is not called', async () => {
  expect(await call('https://hook.test/', to())).toMatchObject({ class: 'failover', providerCode: 'ENODATA' });
});
