import { inspect } from 'node:util';
import { describe, expect, test } from '@jest/globals';
import { createOtpost } from './create-otpost.js';
import {
  type Behaviour,
  cut,
  endlessPause,
  flood,
  html,
  json,
  problem,
  redirect,
  silence,
  startWireServer,
} from './testing/start-wire-server.js';
import { errorOf, testKey, useWire } from './testing/use-wire.js';

const wire = useWire();
const create = { channel: 'email', to: 'you@example.com' } as const;

describe('an error', () => {
  test('says all that the problem says', async () => {
    const errors = [{ field: 'to', message: 'is needed, or user' }];
    wire.server().behave(problem(400, 'invalid_request', { errors }));
    expect(await errorOf(wire.client().challenges.create(create))).toMatchObject({
      name: 'OtpostError',
      code: 'invalid_request',
      message: 'Refused: invalid_request',
      status: 400,
      requestId: 'req_1',
      errors,
    });
    wire.server().behave(problem(429, 'rate_limited', { limit: 'cooldown', retryAfter: 27 }));
    expect(await errorOf(wire.client().challenges.resend('ch_1'))).toMatchObject({
      code: 'rate_limited',
      limit: 'cooldown',
      retryAfterSeconds: 27,
      errors: [],
    });
    wire.server().behave(problem(409, 'conflict', { current: { version: 2 } }));
    expect((await errorOf(wire.client().webhooks.update('wh_1', { version: 1 }))).current).toEqual({ version: 2 });
  });

  const unreadable: [what: string, behaviour: Behaviour][] = [
    ['HTML instead of JSON', html(200)],
    ['an error of a proxy', html(404)],
    ['JSON that is no object', json(200, [])],
    ['a problem of something else', json(400, { error: 'no' })],
    ['what is not JSON at all', (response) => response.writeHead(200, { 'content-type': 'application/json' }).end('{')],
    ['an empty answer', (response) => response.writeHead(200).end()],
    ['more than can be an answer', flood],
  ];
  test.each(unreadable)('%s is unreadable', async (_what, behaviour) => {
    wire.server().behave(behaviour);
    const error = await errorOf(wire.client().challenges.get('ch_1'));
    expect(error.code).toBe('unreadable_answer');
    expect(error.message).toMatch(/baseUrl/);
    expect(wire.server().received).toHaveLength(1);
  });

  test('no connection at all', async () => {
    const gone = await startWireServer();
    await gone.close();
    const error = await errorOf(wire.client({ baseUrl: gone.url }).challenges.get('ch_1'));
    expect([error.code, error.message]).toEqual(['no_answer', 'No answer: the connection failed (ECONNREFUSED)']);
  });
});

describe('time', () => {
  test.each([
    ['nothing comes', silence],
    ['the body never ends', endlessPause],
  ])('a call ends at its limit when %s', async (_what, behaviour) => {
    wire.server().behave(behaviour);
    const otpost = wire.client({ timeLimitMilliseconds: 150 });
    expect((await errorOf(otpost.challenges.create(create))).code).toBe('timed_out');
  });

  test('a call may have a limit of its own', async () => {
    wire.server().behave(silence);
    const error = await errorOf(wire.client({ tries: 1 }).challenges.get('ch_1', { timeLimitMilliseconds: 100 }));
    expect([error.code, error.message]).toEqual(['timed_out', 'No answer within 100 milliseconds']);
  });

  test('a signal ends the call, before it, within it and while it waits', async () => {
    const reason = new Error('The user went away');
    wire.server().behave(json(200, { id: 'ch_1' }));
    const early = await errorOf(wire.client().challenges.get('ch_1', { signal: AbortSignal.abort(reason) }));
    expect([early.code, early.cause]).toEqual(['aborted', reason]);
    expect(wire.server().received).toEqual([]);

    const within = new AbortController();
    wire.server().behave(() => within.abort(reason));
    const called = await errorOf(wire.client().challenges.get('ch_1', { signal: within.signal }));
    expect([called.code, called.cause]).toEqual(['aborted', reason]);
    expect(wire.server().received).toHaveLength(1);

    const ending = new AbortController();
    wire.server().behave(cut);
    const wait = async (_milliseconds: number, signal: AbortSignal | undefined): Promise<void> => {
      expect(signal).toBe(ending.signal);
      ending.abort(reason);
    };
    const call = wire.client({ surroundings: { wait } }).challenges.get('ch_1', { signal: ending.signal });
    expect((await errorOf(call)).cause).toBe(reason);
    expect(wire.server().received).toHaveLength(1);
  });

  test('what the client really waits is ended by the signal', async () => {
    wire.server().behave(problem(503, 'unavailable', { retryAfter: 3600 }));
    const signal = AbortSignal.timeout(200);
    const otpost = createOtpost({ baseUrl: wire.server().url, apiKey: testKey, timeLimitMilliseconds: 86_400_000 });
    expect((await errorOf(otpost.challenges.get('ch_1', { signal }))).code).toBe('aborted');
  });
});

describe('the key', () => {
  test('goes to the server, and to no other that it sends to', async () => {
    const other = await startWireServer();
    other.behave(json(200, { id: 'ch_1' }));
    wire.server().behave(redirect(`${other.url}/v1/challenges/ch_1`));
    const error = await errorOf(wire.client().challenges.get('ch_1'));
    expect([error.code, error.status]).toEqual(['unreadable_answer', 307]);
    expect(other.received).toEqual([]);
    expect(wire.server().received[0]?.headers.authorization).toBe(`Bearer ${testKey}`);
    await other.close();
  });

  test('is in no error, and cannot be read from the client', async () => {
    const otpost = wire.client({ tries: 1, timeLimitMilliseconds: 1500 });
    const texts = [inspect(otpost, { depth: 9, showHidden: true }), JSON.stringify(otpost)];
    const echo = { detail: `No such key: Bearer ${testKey}`, errors: [{ field: 'key', message: testKey }] };
    for (const behaviour of [cut, silence, html(500), redirect('/elsewhere'), problem(401, 'unauthenticated', echo)]) {
      wire.server().behave(behaviour);
      const error = await errorOf(otpost.challenges.create(create));
      texts.push(inspect(error, { depth: 9, showHidden: true }), String(error.stack), JSON.stringify(error));
    }
    for (const text of texts) expect(text).not.toContain('S3cr3t');
    expect(texts.join()).toContain('No such key: Bearer [key]');
  });
});
