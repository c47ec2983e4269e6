import { describe, expect, test } from '@jest/globals';
import { createOtpost } from './create-otpost.js';
import { json } from './testing/start-wire-server.js';
import { errorOf, testKey, useWire } from './testing/use-wire.js';

const wire = useWire();

describe('an option that cannot be right is named', () => {
  test.each([
    ['baseUrl', { baseUrl: 'otpost.example.com' }],
    ['baseUrl', { baseUrl: 'ftp://otpost.example.com' }],
    ['baseUrl', { baseUrl: 'https://ada:hunter2@otpost.example.com' }],
    ['baseUrl', { baseUrl: 'https://otpost.example.com/?key=hunter2' }],
    ['apiKey', { apiKey: '' }],
    ['apiKey', { apiKey: undefined as unknown as string }],
    ['apiKey', { apiKey: `${testKey}\n` }],
    ['apiKey', { apiKey: 'hunter2' }],
    ['apiKey: is the key of an admin', { apiKey: testKey.replace('live', 'admin') }],
    ['timeLimitMilliseconds', { timeLimitMilliseconds: 0 }],
    ['timeLimitMilliseconds', { timeLimitMilliseconds: Number.NaN }],
    ['timeLimitMilliseconds', { timeLimitMilliseconds: 1e12 }],
    ['tries', { tries: 0 }],
    ['tries', { tries: 1.5 }],
  ])('%s: %j', (name, options) => {
    const create = () => createOtpost({ baseUrl: 'https://otpost.example.com', apiKey: testKey, ...options });
    expect(create).toThrow(TypeError);
    expect(create).toThrow(new RegExp(`^${name}`));
    expect(create).not.toThrow(/hunter2|S3cr3t/);
  });
});

describe('a request', () => {
  test('escapes ids, leaves out what is undefined, and keeps a path before /v1', async () => {
    wire.server().behave(json(200, { users: [], nextCursor: null }));
    const otpost = wire.client({ baseUrl: `${wire.server().url}/otpost/` });
    await otpost.users.get('a/b?c#d é');
    await otpost.users.list({ email: 'ada+1@example.com', limit: 2, cursor: undefined });
    await otpost.challenges.create({ channel: 'sms', to: '+38640123456', ip: undefined });
    const [get, list, create] = wire.server().received;
    expect(get?.path).toBe('/otpost/v1/users/a%2Fb%3Fc%23d%20%C3%A9');
    expect(list?.path).toBe('/otpost/v1/users?email=ada%2B1%40example.com&limit=2');
    expect(create?.body).toBe('{"channel":"sms","to":"+38640123456"}');
  });

  test('an answer without a body is undefined', async () => {
    wire.server().behave((response) => response.writeHead(204).end());
    expect(await wire.client().users.erase('ada')).toBeUndefined();
  });

  test.each(['', '.', '..', '\ud800', undefined as unknown as string])('with the id %j is not sent', async (id) => {
    wire.server().behave(json(200, {}));
    const error = await errorOf(wire.client().users.erase(id));
    expect([error.code, error.errors[0]?.field, error.status]).toEqual(['invalid_request', 'id', undefined]);
    expect(wire.server().received).toEqual([]);
  });

  test('headers that cannot be sent are named', async () => {
    const { factors } = wire.client();
    const begin = (options: object) => errorOf(factors.begin('ada', { type: 'totp' }, options));
    expect((await begin({ idempotencyKey: 'a b' })).errors[0]?.field).toBe('idempotencyKey');
    expect((await begin({ proof: 'a\nb' })).errors[0]?.field).toBe('proof');
  });
});

test('the rows of all pages are given, and a page is asked for when it is needed', async () => {
  const page = (ids: readonly string[], nextCursor: string | null) =>
    json(200, { users: ids.map((id) => ({ id })), nextCursor });
  wire.server().behave(page(['a', 'b'], 'next/1'), page([], 'next/2'), page(['c'], null));
  const ids: string[] = [];
  const asked: number[] = [];
  for await (const { id } of wire.client().users.all({ type: 'person' })) {
    ids.push(id);
    asked.push(wire.server().received.length);
  }
  expect(ids).toEqual(['a', 'b', 'c']);
  expect(asked).toEqual([1, 1, 3]);
  expect(wire.server().received.map(({ path }) => path)).toEqual([
    '/v1/users?type=person',
    '/v1/users?type=person&cursor=next%2F1',
    '/v1/users?type=person&cursor=next%2F2',
  ]);
});
