import { expect, test } from '@jest/globals';
import { contractMessage } from './contract-message.js';
import { guardInstance } from './guard-instance.js';
import type { Outcome } from './outcome.js';
import type { ProviderInstance } from './provider-definition.js';

const message = contractMessage('sms', 'guard-1');
const options = { name: 'Example', secrets: ['api-key-1'], sendTimeoutMilliseconds: 50 };

function send(instance: Partial<ProviderInstance>, signal = new AbortController().signal): Promise<Outcome> {
  return guardInstance({ send: async () => accepted, close: async () => undefined, ...instance }, options).send(
    message,
    signal,
  );
}

const accepted: Outcome = { class: 'accepted', detail: 'Taken.', providerCode: '202', providerMessageId: 'm-1' };

test('a clean outcome passes unchanged', async () => {
  expect(await send({})).toEqual(accepted);
});

test('code, address and secrets are taken out of what a provider says', async () => {
  const leaking: Outcome = {
    class: 'permanent',
    detail: '918273 for +14155550123 with api-key-1',
    providerCode: 'E-918273',
    providerMessageId: '14155550123',
  };
  expect(await send({ send: async () => leaking })).toEqual({ class: 'permanent', detail: '… for … with …' });
});

test('an id or code that is no single printable word is dropped', async () => {
  const odd: Outcome = { ...accepted, providerCode: '', providerMessageId: 'two words' };
  expect(await send({ send: async () => odd })).toEqual({ class: 'accepted', detail: 'Taken.' });
});

test.each([
  [
    'throws',
    () => {
      throw new TypeError('918273');
    },
  ],
  [
    'rejects',
    async () => {
      throw new TypeError('918273');
    },
  ],
])('a provider that %s may have sent, and its message is not told', async (_how, failing) => {
  const outcome = await send({ send: failing });
  expect(outcome).toEqual({
    class: 'ambiguous',
    detail: 'The code of Example failed (TypeError); the message may be out.',
  });
});

test('a provider that never answers is answered for', async () => {
  expect(await send({ send: () => new Promise(() => undefined) })).toMatchObject({ class: 'ambiguous' });
});

test('a send that was ended before it began never reaches the provider', async () => {
  let asked = false;
  const watching = async () => {
    asked = true;
    return accepted;
  };
  expect(await send({ send: watching }, AbortSignal.abort())).toMatchObject({ class: 'failover' });
  expect(asked).toBe(false);
});
