import { describe, expect, test } from '@jest/globals';
import { cut, cutWithin, html, json, problem, silence } from './testing/start-wire-server.js';
import { errorOf, useWire } from './testing/use-wire.js';

const wire = useWire();
const challenge = { id: 'ch_1', status: 'pending' };
const create = { channel: 'email', to: 'you@example.com' } as const;
const keys = () => wire.server().received.map(({ headers }) => headers['idempotency-key']);

describe('a POST whose answer does not come', () => {
  test.each([
    ['the connection is cut', cut],
    ['the connection is cut within the answer', cutWithin],
    ['Redis is away', problem(503, 'unavailable', { dependency: 'redis', retryAfter: 1 })],
    ['something went wrong', problem(500, 'internal_error')],
    ['the first try is still worked on', problem(409, 'idempotency_in_flight')],
    ['a proxy has no server', html(502)],
    ['a proxy is busy', html(503, { 'retry-after': '1' })],
  ])('is sent again with the same key when %s', async (_what, behaviour) => {
    wire.server().behave(behaviour, json(201, challenge));
    expect(await wire.client().challenges.create(create)).toEqual(challenge);
    const [first, second] = keys();
    expect(first).toMatch(/^[\w-]{36}$/);
    expect([second, keys().length]).toEqual([first, 2]);
    expect(new Set(wire.server().received.map(({ body }) => body)).size).toBe(1);
  });

  test('has the key that was given, and each call has its own', async () => {
    wire.server().behave(json(201, challenge));
    const otpost = wire.client();
    await otpost.challenges.create(create, { idempotencyKey: 'order-42' });
    await otpost.challenges.create(create);
    await otpost.challenges.create(create);
    const [given, second, third] = keys();
    expect(given).toBe('order-42');
    expect(second).not.toBe(third);
  });

  test('is sent three times and no more, with longer waits', async () => {
    wire.server().behave(cut);
    const error = await errorOf(wire.client().challenges.create(create));
    expect([error.code, error.status]).toEqual(['no_answer', undefined]);
    expect(keys()).toHaveLength(3);
    expect(wire.waits).toEqual([200, 400]);
  });

  test('waits differ by chance, and never end before the time that was named', async () => {
    wire.server().behave(problem(503, 'unavailable', { dependency: 'redis', retryAfter: 2 }));
    const surroundings = { random: () => 0.999 };
    const error = await errorOf(wire.client({ surroundings }).challenges.create(create));
    expect([error.code, error.dependency, error.retryAfterSeconds]).toEqual(['unavailable', 'redis', 2]);
    expect(wire.waits.map(Math.round)).toEqual([2300, 2600]);
  });

  test('is not sent again when the time that was named is past the time limit', async () => {
    wire.server().behave(html(503, { 'retry-after': '60' }));
    const error = await errorOf(wire.client().challenges.create(create));
    expect([error.code, error.status, error.retryAfterSeconds]).toEqual(['unreadable_answer', 503, 60]);
    expect([keys().length, wire.waits]).toEqual([1, []]);
  });

  test('Retry-After may be a date', async () => {
    const now = Date.parse('2026-11-26T10:00:00Z');
    wire.server().behave(html(503, { 'retry-after': 'Thu, 26 Nov 2026 10:00:30 GMT' }));
    const error = await errorOf(wire.client({ surroundings: { now: () => now } }).challenges.create(create));
    expect(error.retryAfterSeconds).toBe(30);
  });

  test('a try that hangs leaves time for another', async () => {
    wire.server().behave(silence, json(201, challenge));
    expect(await wire.client({ timeLimitMilliseconds: 4000 }).challenges.create(create)).toEqual(challenge);
    expect(keys()).toHaveLength(2);
  });

  test('as often as the options say', async () => {
    wire.server().behave(cut);
    await errorOf(wire.client({ tries: 1 }).challenges.create(create));
    expect(keys()).toHaveLength(1);
  });
});

describe('what is not sent again', () => {
  test.each([
    ['a limit', problem(429, 'rate_limited', { limit: 'cooldown', retryAfter: 1 })],
    ['a wrong field', problem(400, 'invalid_request')],
    ['a conflict', problem(409, 'conflict')],
  ])('%s', async (_what, behaviour) => {
    wire.server().behave(behaviour);
    await errorOf(wire.client().challenges.create(create));
    expect(wire.server().received).toHaveLength(1);
  });

  test('a PATCH or a DELETE, whose repeat would be told that it is done', async () => {
    const otpost = wire.client();
    wire.server().behave(cut);
    expect((await errorOf(otpost.factors.rename('ada', 'fct_1', { name: 'Phone' }))).code).toBe('no_answer');
    expect(wire.server().received).toHaveLength(1);
    expect((await errorOf(otpost.factors.remove('ada', 'fct_1'))).code).toBe('no_answer');
    expect(wire.server().received).toHaveLength(2);
  });

  test('checks that must work while Redis is away: they have no key of their own', async () => {
    const otpost = wire.client();
    wire.server().behave(cut);
    await errorOf(otpost.recoveryCodes.check('ada', { code: 'ABCD' }));
    await errorOf(otpost.appPasswords.check('ada', { password: 'abcd' }));
    expect(keys()).toEqual([undefined, undefined]);
    wire.server().behave(cut, json(200, { valid: true }));
    await otpost.recoveryCodes.check('ada', { code: 'ABCD' }, { idempotencyKey: 'mine' });
    expect(keys()).toEqual(['mine', 'mine']);
  });
});

test.each(['GET', 'PUT'])('a %s is sent again without a key', async (method) => {
  wire.server().behave(cut, json(200, { id: 'ada' }));
  const { users } = wire.client();
  expect(await (method === 'GET' ? users.get('ada') : users.put('ada', { name: 'Ada' }))).toEqual({ id: 'ada' });
  expect(keys()).toEqual([undefined, undefined]);
});
