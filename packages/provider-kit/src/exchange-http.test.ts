import http from 'node:http';
import net, { type AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { exchangeHttp, type HttpOptions, httpLimits } from './exchange-http.js';
import { type FakeHttp, startFakeHttp } from './fakes/start-fake-http.js';

const never = new AbortController().signal;
let fake: FakeHttp;

beforeEach(async () => {
  fake = await startFakeHttp({ accepted: () => ({ status: 200, headers: {}, body: 'taken' }) });
});

afterEach(() => fake.close());

const post = (options: Partial<HttpOptions> = {}, url = fake.origin) =>
  exchangeHttp(
    { method: 'POST', url: new URL(url), headers: { 'x-test': '1' }, body: 'é' },
    { signal: never, ...options },
  );

test('an answer comes whole, and the request carries its length in bytes', async () => {
  expect(await post()).toMatchObject({ kind: 'answer', status: 200, complete: true, body: Buffer.from('taken') });
  expect(fake.received).toMatchObject([
    { method: 'POST', body: 'é', headers: { 'content-length': '2', 'accept-encoding': 'identity' } },
  ]);
});

test('nothing that listens is a failure before the body, with the code of the system', async () => {
  expect(await post({}, 'http://127.0.0.1:1')).toEqual({
    kind: 'failure',
    stage: 'before_body',
    reason: 'network',
    code: 'ECONNREFUSED',
  });
});

test('an address that the system refuses at once, told by a lookup that answers at once, is a failure too', async () => {
  // Link-local, without the interface that it would need: no packet is sent.
  const lookup: net.LookupFunction = (_host, _options, found) => found(null, [{ address: 'fe80::1', family: 6 }]);
  const url = 'http://gateway.example.test:9';
  expect(await post({ lookup }, url)).toMatchObject({ kind: 'failure', stage: 'before_body', reason: 'network' });
});

test('a server that takes the connection but speaks no TLS got no body', async () => {
  const https = fake.origin.replace('http:', 'https:');
  expect(await post({}, https)).toMatchObject({ kind: 'failure', stage: 'before_body', reason: 'network' });
});

test('a TLS handshake that never ends is left after the time to connect, with nothing sent', async () => {
  const silent = net.createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => silent.once('listening', resolve));
  const { port } = silent.address() as AddressInfo;
  const limits = { ...httpLimits, connectMilliseconds: 100 };
  const exchange = await post({ limits }, `https://127.0.0.1:${port}`);
  silent.close();
  expect(exchange).toEqual({ kind: 'failure', stage: 'before_body', reason: 'timeout' });
});

test('silence ends after the whole time, and the body may have been read', async () => {
  fake.behaveNext({ kind: 'hang' });
  const limits = { ...httpLimits, totalMilliseconds: 200 };
  expect(await post({ limits })).toEqual({ kind: 'failure', stage: 'after_body', reason: 'timeout' });
});

test('the signal ends it at once', async () => {
  fake.behaveNext({ kind: 'hang' });
  const controller = new AbortController();
  const exchange = post({ signal: controller.signal });
  while (fake.received.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
  controller.abort();
  expect(await exchange).toEqual({ kind: 'failure', stage: 'after_body', reason: 'aborted' });
});

test.each([
  ['flood', { kind: 'flood' }],
  ['drip', { kind: 'drip', everyMilliseconds: 10 }],
  ['cut_answer', { kind: 'cut_answer' }],
] as const)('of an answer that never ends (%s) the status and the beginning are kept', async (_name, behaviour) => {
  fake.behaveNext(behaviour);
  const limits = { ...httpLimits, totalMilliseconds: 500, answerBytes: 1000 };
  const exchange = await post({ limits });
  expect(exchange).toMatchObject({ kind: 'answer', status: 200, complete: false });
  expect(exchange.kind === 'answer' && exchange.body.length).toBeLessThanOrEqual(1000);
});

test('an agent keeps the connection after a whole answer, and drops it after a broken one', async () => {
  const agent = new http.Agent({ keepAlive: true });
  await post({ agent });
  await new Promise((resolve) => setImmediate(resolve));
  expect(Object.keys(agent.freeSockets)).toHaveLength(1);
  fake.behaveNext({ kind: 'flood' });
  await post({ agent });
  await new Promise((resolve) => setImmediate(resolve));
  expect(Object.keys(agent.freeSockets)).toHaveLength(0);
  expect(await post({ agent })).toMatchObject({ kind: 'answer', status: 200, complete: true });
  agent.destroy();
});
