import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { contractEnvironment, contractMessage } from '@otpost/provider-kit/contract-message';
import { type FakeSmtp, startFakeSmtp } from '@otpost/provider-kit/fakes/start-fake-smtp';
import type { ProviderInstance } from '@otpost/provider-kit/provider-definition';
import { smtpConfigSchema } from './config.js';
import { createSmtpInstance } from './create-smtp-instance.js';
import { smtpLimits } from './create-smtp-transport.js';

const never = new AbortController().signal;
let fake: FakeSmtp;
let instance: ProviderInstance;

function createInstance(sendMilliseconds = smtpLimits.sendMilliseconds): ProviderInstance {
  const config = { host: '127.0.0.1', port: fake.port, from: 'no-reply@shop.test', allowInsecure: true };
  return createSmtpInstance(smtpConfigSchema.parse(config), contractEnvironment, {
    limits: { ...smtpLimits, sendMilliseconds },
  });
}

beforeEach(async () => {
  fake = await startFakeSmtp({ tls: 'none' });
  instance = createInstance();
});

afterEach(async () => {
  await instance.close();
  await fake.close();
});

const send = (id: string) => instance.send(contractMessage('email', id), never);

test('messages one after another share a connection', async () => {
  for (const id of ['a', 'b', 'c']) expect(await send(id)).toMatchObject({ class: 'accepted' });
  expect(fake.connectionCount()).toBe(1);
});

test('a refused message does not stop the next one', async () => {
  fake.behaveNext({ kind: 'reply', at: 'recipient', code: 550, text: '5.1.1 No such user' });
  expect(await send('refused')).toMatchObject({ class: 'permanent' });
  expect(await send('next')).toMatchObject({ class: 'accepted' });
});

test('fifty messages at once open ten connections at most, and each arrives once', async () => {
  const ids = Array.from({ length: 50 }, (_, index) => `m-${index}`);
  const outcomes = await Promise.all(ids.map(send));
  expect(outcomes.map((outcome) => outcome.class)).toEqual(ids.map(() => 'accepted'));
  expect(fake.received).toHaveLength(50);
  expect(fake.connectionCount()).toBeLessThanOrEqual(10);
});

test('a connection that the server closed while idle costs no message', async () => {
  expect(await send('before')).toMatchObject({ class: 'accepted' });
  fake.dropConnections();
  expect(await send('after')).toMatchObject({ class: 'accepted' });
  expect(fake.received).toHaveLength(2);
});

test('a server that hangs on one message takes the others meanwhile', async () => {
  fake.behaveNext({ kind: 'hang', at: 'dot' });
  const controller = new AbortController();
  const hung = instance.send(contractMessage('email', 'hung'), controller.signal);
  while (fake.received.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
  expect(await send('other')).toMatchObject({ class: 'accepted' });
  controller.abort();
  expect(await hung).toMatchObject({ class: 'ambiguous' });
});

test('a server that hangs on every connection ends each send in time, and the wait for a connection counts', async () => {
  fake.behaveAlways({ kind: 'hang', at: 'recipient' });
  await instance.close();
  instance = createInstance(300);
  const outcomes = await Promise.all(Array.from({ length: 12 }, (_, index) => send(`m-${index}`)));
  expect(outcomes.map((outcome) => [outcome.class, outcome.providerCode])).toEqual(
    outcomes.map(() => ['failover', 'ETIMEDOUT']),
  );
});

test.each([
  ['recipient', 'failover'],
  ['dot', 'ambiguous'],
] as const)('a server that trickles its reply at %s is left when the time is over: %s', async (at, expected) => {
  await instance.close();
  // Enough for a busy machine to come as far as that.
  instance = createInstance(2500);
  fake.behaveNext({ kind: 'drip', at, everyMilliseconds: 20 });
  expect(await send('slow')).toMatchObject({ class: expected, providerCode: 'ETIMEDOUT' });
});

test('after close nothing is handed over', async () => {
  await instance.close();
  expect(await send('late')).toMatchObject({ class: 'failover' });
  expect(fake.received).toHaveLength(0);
});
