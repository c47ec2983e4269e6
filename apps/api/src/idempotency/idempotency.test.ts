import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { OtpostError } from '@otpost/core/errors';
import { quickestOfThree } from '@otpost/test/servers/quickest-of-three';
import { z } from 'zod';
import { applicationRoute } from '../route/define-route.js';
import type { Route } from '../route/route.js';
import { connectTestLive, type TestLive } from '../testing/connect-test-live.js';
import { keyForTest, settingsForTest } from '../testing/settings-for-test.js';
import { contextForTest, startTestApi, type TestApi } from '../testing/start-test-api.js';
import { secretAnswer, storedAnswer } from './replay.js';

const live = keyForTest('live', 'app_a');
const secondKey = keyForTest('live', 'app_a');
const other = keyForTest('live', 'app_b');

/** Each run of the work, by the id it worked under; what it shall do stands in the body. */
const works: (string | undefined)[] = [];
let release: () => void = () => undefined;
const documented = { tag: 'Test', summary: 'Test', answers: { 200: { description: 'Done.' } }, errors: [] };
const body = z.strictObject({ act: z.enum(['answer', 'refuse', 'vanish', 'break', 'wait']) });
type Act = z.infer<typeof body>['act'];

async function work(act: Act, workId: string | undefined) {
  works.push(workId);
  if (act === 'refuse') throw new OtpostError('conflict', 'No');
  if (act === 'vanish') throw new OtpostError('unavailable', 'Gone', { dependency: 'redis' });
  if (act === 'break') throw new Error('broken');
  if (act === 'wait') await new Promise<void>((resolve) => (release = resolve));
  return { status: 201, body: { number: works.length, secret: 'ok-4711-ok' } };
}

const route = (path: string, replay: Route['replay'] & object): Route =>
  applicationRoute('challenges', {
    ...documented,
    method: 'post',
    path,
    body,
    replay,
    handle: ({ body: { act }, workId }) => work(act, workId),
  });

let testLive: TestLive;
let api: TestApi;
beforeAll(async () => {
  testLive = await connectTestLive();
  const context = contextForTest(settingsForTest(['app_a', 'app_b'], [live, secondKey, other]), testLive.live);
  api = await startTestApi(context, [
    route('/v1/work', storedAnswer),
    route('/v1/work/:id', storedAnswer),
    route('/v1/secrets', secretAnswer),
  ]);
});
afterAll(async () => {
  await api.close();
  await testLive.close();
});

interface Sent {
  readonly key?: string | null;
  readonly path?: string;
  readonly bearer?: string;
  readonly text?: string;
  readonly url?: string;
}

async function send(
  act: Act,
  { key = randomUUID(), path = '/v1/work', bearer = live.key, text, url = api.url }: Sent = {},
) {
  const headers = { authorization: `Bearer ${bearer}`, 'content-type': 'application/json' };
  const answer = await fetch(`${url}${path}`, {
    method: 'POST',
    headers: key === null ? headers : { ...headers, 'idempotency-key': key },
    body: text ?? JSON.stringify({ act }),
  });
  const replayed = answer.headers.get('idempotent-replayed');
  return { status: answer.status, replayed, text: await answer.text() };
}

const codeOf = ({ text }: { text: string }): string => (JSON.parse(text) as { code: string }).code;

describe('an Idempotency-Key', () => {
  test('repeats the answer, byte for byte, and not the work', async () => {
    const key = randomUUID();
    const before = works.length;
    const first = await send('answer', { key });
    const second = await send('answer', { key });
    expect(works.length).toBe(before + 1);
    expect(first).toMatchObject({ status: 201, replayed: null });
    expect(second).toEqual({ ...first, replayed: 'true' });
  });

  test('left out lets every request do its work', async () => {
    const before = works.length;
    await send('answer', { key: null });
    await send('answer', { key: null });
    expect(works.slice(before)).toEqual([undefined, undefined]);
  });

  test('with another body is a mismatch, also when only a blank differs', async () => {
    const key = randomUUID();
    await send('answer', { key });
    expect(codeOf(await send('refuse', { key }))).toBe('idempotency_mismatch');
    expect(codeOf(await send('answer', { key, text: '{ "act":"answer"}' }))).toBe('idempotency_mismatch');
  });

  test('with another id in the path is a mismatch, and is free on another route', async () => {
    const key = randomUUID();
    await send('answer', { key, path: '/v1/work/1' });
    expect((await send('answer', { key, path: '/v1/work/2' })).status).toBe(422);
    expect((await send('answer', { key, path: '/v1/work' })).status).toBe(201);
  });

  test('is shared by the keys of one application and unknown to another application', async () => {
    const key = randomUUID();
    const first = await send('answer', { key });
    expect((await send('answer', { key, bearer: secondKey.key })).text).toBe(first.text);
    expect((await send('answer', { key, bearer: other.key })).text).not.toBe(first.text);
  });

  test('of a request that is under way is in flight, with a time to try again', async () => {
    const key = randomUUID();
    const before = works.length;
    const first = send('wait', { key });
    while (works.length === before) await new Promise((resolve) => setTimeout(resolve, 5));
    const second = await send('wait', { key });
    expect(second.status).toBe(409);
    expect(JSON.parse(second.text)).toMatchObject({ code: 'idempotency_in_flight', retryAfter: 1 });
    release();
    expect((await first).status).toBe(201);
  });

  test('50 times at once does the work once', async () => {
    const key = randomUUID();
    const before = works.length;
    const answers = await Promise.all(Array.from({ length: 50 }, () => send('answer', { key })));
    expect(works.length).toBe(before + 1);
    expect(new Set(answers.map(({ status }) => status)).size).toBeLessThanOrEqual(2);
    for (const { status } of answers) expect([201, 409]).toContain(status);
    expect((await send('answer', { key })).status).toBe(201);
  });

  test('of a request that was refused may be used again', async () => {
    const key = randomUUID();
    expect((await send('refuse', { key })).status).toBe(409);
    expect((await send('answer', { key })).status).toBe(201);
  });

  for (const act of ['vanish', 'break'] as const) {
    test(`of work that may have been done stays taken (${act}), so that a second try works under the same id`, async () => {
      const key = randomUUID();
      const before = works.length;
      await send(act, { key });
      expect(codeOf(await send(act, { key }))).toBe('idempotency_in_flight');
      expect(works.length).toBe(before + 1);
    });
  }

  test('of a request whose process died is taken over after its lease, under the same id', async () => {
    const key = randomUUID();
    const before = works.length;
    await send('break', { key });
    const later = await startTestApi({ ...api.context, live: testLive.liveAhead(11_000) }, api.routes);
    const retaken = await send('break', { key, url: later.url });
    await later.close();
    expect(codeOf(retaken)).toBe('internal_error');
    expect(works.slice(before)).toEqual([works[before], works[before]]);
    expect(works[before]).toMatch(/^req_/);
  });

  test('of a request that cannot be parsed is not taken', async () => {
    const key = randomUUID();
    expect((await send('answer', { key, text: '{"act":"nonsense"}' })).status).toBe(400);
    expect((await send('answer', { key })).status).toBe(201);
  });

  const wrong: [what: string, key: string][] = [
    ['empty', ''],
    ['of 256 characters', 'k'.repeat(256)],
    ['with a tab', 'a\tb'],
    ['with other than ASCII', 'cl\u00e9'],
  ];
  for (const [what, key] of wrong) {
    test(`${what} is refused by name`, async () => {
      const { status, text } = await send('answer', { key });
      expect(status).toBe(400);
      expect(JSON.parse(text)).toMatchObject({ code: 'invalid_request', errors: [{ field: 'Idempotency-Key' }] });
    });
  }

  test('of 255 characters is taken', async () => {
    expect((await send('answer', { key: randomUUID().padEnd(255, ' x') })).status).toBe(201);
  });
});

describe('what is kept for a replay', () => {
  test('a secret is repeated while it is young and then already_revealed', async () => {
    const key = randomUUID();
    const first = await send('answer', { key, path: '/v1/secrets' });
    expect((await send('answer', { key, path: '/v1/secrets' })).text).toBe(first.text);
    const call = { context: api.context, repeatable: 'r', caller: { keyId: 'k', applicationId: 'app_a' } };
    const asCall = call as unknown as Parameters<typeof secretAnswer.rebuild>[0];
    const kept = secretAnswer.keep(asCall, { secret: 1 });
    await expect(secretAnswer.rebuild(asCall, kept, 300_000)).resolves.toEqual({ secret: 1 });
    await expect(secretAnswer.rebuild(asCall, kept, 300_001)).rejects.toMatchObject({ code: 'already_revealed' });
  });

  test('neither the answer nor the key can be read in Redis', async () => {
    const key = `readable-${randomUUID()}`;
    await send('answer', { key });
    const text = await testLive.dump();
    expect(text).toContain('idempotency');
    expect(text).not.toMatch(/ok-4711-ok|readable-/);
  });

  test('without Redis a request with a key is answered 503 in less than a second, and one without a key is served', async () => {
    process.kill(testLive.redis.processId, 'SIGSTOP');
    try {
      const ask = async () => {
        const { status, text } = await send('answer');
        expect(status).toBe(503);
        expect(JSON.parse(text)).toMatchObject({ code: 'unavailable', dependency: 'redis' });
      };
      expect(await quickestOfThree(1000, ask)).toBeLessThan(1000);
      expect((await send('answer', { key: null })).status).toBe(201);
    } finally {
      process.kill(testLive.redis.processId, 'SIGCONT');
    }
  });
});
