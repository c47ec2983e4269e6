import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  type ChallengeDetail,
  type ChallengeView,
  type CheckView,
  challengeDetailSchema,
  challengeViewSchema,
  checkViewSchema,
} from '@otpost/core/challenge/challenge-schemas';
import { deliveryViewSchema } from '@otpost/core/history/history-schemas';
import type { Problem } from '../http/problem.js';
import { startWholeApi, type WholeApi } from '../testing/start-whole-api.js';

let whole: WholeApi;
let stranger: string;
beforeAll(async () => {
  whole = await startWholeApi();
  ({ key: stranger } = await whole.addApplication('stranger', { smsCountries: ['*'] }));
});
afterAll(() => whole.close());

interface Reply<Body> {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Body;
}

async function call<Body>(
  method: string,
  path: string,
  body?: unknown,
  more: Record<string, string> = {},
): Promise<Reply<Body>> {
  const headers = {
    authorization: `Bearer ${whole.key}`,
    ...(body ? { 'content-type': 'application/json' } : {}),
    ...more,
  };
  const init = { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) };
  const answer = await fetch(whole.url + path, init);
  return { status: answer.status, headers: answer.headers, body: (await answer.json()) as Body };
}

let people = 0;
const someone = (): string => `person${(people += 1)}@example.com`;
const create = async (input: object = {}, headers = {}): Promise<Reply<ChallengeView>> =>
  call<ChallengeView>('POST', '/v1/challenges', { channel: 'email', to: someone(), ...input }, headers);
const check = <Body = CheckView>(id: string, code: string, headers = {}) =>
  call<Body>('POST', `/v1/challenges/${id}/check`, { code }, headers);
const wrong = (code: string): string => (code === '000000' ? '000001' : '000000');

describe('a challenge', () => {
  test('is created, answers a wrong code honestly, and is approved once', async () => {
    const { status, body } = await create();
    expect(status).toBe(201);
    expect(challengeViewSchema.parse(body)).toMatchObject({
      status: 'pending',
      checksLeft: 5,
      delivery: { status: 'queued' },
    });
    const code = await whole.codeOf(body.id);
    const first = await check(body.id, wrong(code));
    expect(first.status).toBe(200);
    expect(checkViewSchema.parse(first.body)).toEqual({
      status: 'pending',
      valid: false,
      checksLeft: 4,
      reason: 'wrong_code',
    });
    expect((await check(body.id, code)).body).toMatchObject({ status: 'approved', valid: true });
    const again = await check<Problem>(body.id, code);
    expect(again.body).toMatchObject({ status: 409, code: 'challenge_already_approved' });
  });

  test('never shows its code or its whole address', async () => {
    const { body } = await create({ to: 'unmistakable.person@example.com' });
    const code = await whole.codeOf(body.id);
    const detail = await call<ChallengeDetail>('GET', `/v1/challenges/${body.id}`);
    expect(challengeDetailSchema.parse(detail.body).sends).toHaveLength(1);
    expect(JSON.stringify([body, detail.body])).not.toMatch(new RegExp(`${code}|unmistakable`));
  });

  test('is joined by a second create for the same address', async () => {
    const to = someone();
    const first = await create({ to });
    const second = await create({ to });
    expect([first.status, second.status]).toEqual([201, 200]);
    expect(second.body.id).toBe(first.body.id);
    expect(challengeViewSchema.parse(second.body).expiresAt).toBe(first.body.expiresAt);
  });

  test('is not resent inside the cool-down, and says when', async () => {
    const { body } = await create();
    const refused = await call<Problem>('POST', `/v1/challenges/${body.id}/resend`);
    expect(refused.body).toMatchObject({ status: 429, code: 'rate_limited', limit: 'cooldown' });
    expect(refused.headers.get('retry-after')).toBe(String(refused.body.retryAfter));
    expect(refused.headers.get('ratelimit')).toBe(`"cooldown";r=0;t=${refused.body.retryAfter}`);
  });

  test('is worth nothing once canceled', async () => {
    const { body } = await create();
    const code = await whole.codeOf(body.id);
    const canceled = await call<ChallengeView>('POST', `/v1/challenges/${body.id}/cancel`);
    expect(challengeViewSchema.parse(canceled.body)).toMatchObject({ status: 'canceled', checksLeft: 5 });
    expect((await check<Problem>(body.id, code)).body).toMatchObject({ status: 410, code: 'challenge_canceled' });
  });

  test('has a delivery that can be read', async () => {
    const { body } = await create();
    const delivery = await call('GET', `/v1/deliveries/${body.delivery?.id}`);
    expect(deliveryViewSchema.parse(delivery.body)).toMatchObject({ challengeId: body.id, status: 'queued', send: 1 });
    expect((await call('GET', '/v1/deliveries?limit=2')).body).toEqual({ deliveries: [], nextCursor: null });
  });

  const own: [method: string, path: (view: ChallengeView) => string, code: string][] = [
    ['GET', ({ id }) => `/v1/challenges/${id}`, 'challenge_not_found'],
    ['POST', ({ id }) => `/v1/challenges/${id}/check`, 'challenge_not_found'],
    ['POST', ({ id }) => `/v1/challenges/${id}/resend`, 'challenge_not_found'],
    ['POST', ({ id }) => `/v1/challenges/${id}/cancel`, 'challenge_not_found'],
    ['GET', ({ delivery }) => `/v1/deliveries/${delivery?.id}`, 'not_found'],
  ];
  for (const [method, path, code] of own) {
    test(`is not there for another application: ${method} ${path({ id: ':id', delivery: { id: ':id' } } as ChallengeView)}`, async () => {
      const { body } = await create();
      const right = await whole.codeOf(body.id);
      const answer = path(body).endsWith('/check') ? { code: right } : undefined;
      const reply = await call<Problem>(method, path(body), answer, { authorization: `Bearer ${stranger}` });
      expect(reply.body).toMatchObject({ status: 404, code });
      expect((await check(body.id, right)).body.valid).toBe(true);
    });
  }
});

describe('an Idempotency-Key', () => {
  const named = () => ({ 'idempotency-key': randomUUID() });

  test('makes one challenge, and repeats its answer as it stands', async () => {
    const headers = named();
    const to = someone();
    const first = await create({ to }, headers);
    const second = await create({ to }, headers);
    expect(second.status).toBe(201);
    expect(second.headers.get('idempotent-replayed')).toBe('true');
    expect(challengeViewSchema.parse(second.body)).toEqual(first.body);
    const code = await whole.codeOf(first.body.id);
    await check(first.body.id, code);
    expect((await create({ to }, headers)).body).toMatchObject({ id: first.body.id, status: 'approved' });
  });

  test('50 times at once makes one challenge', async () => {
    const headers = named();
    const to = someone();
    const replies = await Promise.all(Array.from({ length: 50 }, () => create({ to }, headers)));
    const made = replies.filter(({ status }) => status === 201).map(({ body }) => body.id);
    expect(new Set(made).size).toBe(1);
    for (const { status } of replies) expect([201, 409]).toContain(status);
  });

  test('repeats the answer of a join with the status of a join', async () => {
    const to = someone();
    const { body } = await create({ to });
    const headers = named();
    const first = await create({ to }, headers);
    const second = await create({ to }, headers);
    expect([first.status, second.status]).toEqual([200, 200]);
    expect(second.body).toEqual(first.body);
    expect(second.body.id).toBe(body.id);
  });

  test('makes a repeated wrong check cost one check', async () => {
    const { body } = await create();
    const code = wrong(await whole.codeOf(body.id));
    const headers = named();
    const replies = [
      await check(body.id, code, headers),
      await check(body.id, code, headers),
      await check(body.id, code, headers),
    ];
    for (const reply of replies)
      expect(reply.body).toEqual({ status: 'pending', valid: false, checksLeft: 4, reason: 'wrong_code' });
  });

  test('repeats the one approval', async () => {
    const { body } = await create();
    const code = await whole.codeOf(body.id);
    const headers = named();
    const first = await check(body.id, code, headers);
    expect((await check(body.id, code, headers)).body).toEqual(first.body);
    expect((await check<Problem>(body.id, code, named())).status).toBe(409);
  });

  test('repeats a cancel', async () => {
    const { body } = await create();
    const headers = named();
    const cancel = () => call<ChallengeView>('POST', `/v1/challenges/${body.id}/cancel`, undefined, headers);
    const first = await cancel();
    const second = await cancel();
    expect([first.status, second.status]).toEqual([200, 200]);
    expect(second.body).toEqual(first.body);
  });
});
