import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  type ChallengeView,
  type CheckView,
  challengeDetailSchema,
  challengeViewSchema,
  checkViewSchema,
} from '@otpost/core/challenge/challenge-schemas';
import { makePerson, type Person } from '@otpost/test/users/make-person';
import { begin, confirm } from '@otpost/test/users/passkeys-for-test';
import { virtualAuthenticator } from '@otpost/test/users/virtual-authenticator';
import type { Problem } from '../http/problem.js';
import { startWholeApi, type WholeApi } from '../testing/start-whole-api.js';

let whole: WholeApi;
let person: Person;
beforeAll(async () => {
  whole = await startWholeApi();
  person = await makePerson(whole.opened.context, whole.applicationId);
});
afterAll(() => whole.close());

interface Reply<Body> {
  readonly status: number;
  readonly body: Body;
}

async function ask<Body>(method: string, path: string, body?: unknown, key = ''): Promise<Reply<Body>> {
  const headers = {
    authorization: `Bearer ${whole.key}`,
    ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    ...(key === '' ? {} : { 'idempotency-key': key }),
  };
  const init = { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) };
  const answer = await fetch(whole.url + path, init);
  return { status: answer.status, body: (await answer.json()) as Body };
}

const create = (body: object, key = '') => ask<ChallengeView>('POST', '/v1/challenges', body, key);
const check = <Body = CheckView>(id: string, body: object, key = ''): Promise<Reply<Body>> =>
  ask<Body>('POST', `/v1/challenges/${id}/check`, body, key);

describe('a challenge by user, over HTTP', () => {
  test('is made, read and answered', async () => {
    const { status, body } = await create({ channel: 'totp', user: person.externalId });
    expect(status).toBe(201);
    expect(challengeViewSchema.parse(body)).toMatchObject({
      to: null,
      delivery: null,
      resendAt: null,
      status: 'pending',
    });
    const wrong = await check(body.id, { code: person.wrongCode(Date.now()) });
    expect(checkViewSchema.parse(wrong.body)).toMatchObject({ valid: false, checksLeft: 4 });
    const right = await check(body.id, { code: person.code(Date.now()) });
    expect(checkViewSchema.parse(right.body)).toMatchObject({ valid: true, checksLeft: 3, factor: person.totpId });
    const detail = await ask('GET', `/v1/challenges/${body.id}`);
    expect(challengeDetailSchema.parse(detail.body)).toMatchObject({ status: 'approved', sends: [], checksLeft: 3 });
    expect((await check<Problem>(body.id, { code: '123456' })).body).toMatchObject({
      code: 'challenge_already_approved',
    });
  });

  test('sends nothing again but to a factor of any that is named', async () => {
    const app = await create({ channel: 'totp', user: person.externalId });
    expect((await ask<Problem>('POST', `/v1/challenges/${app.body.id}/resend`)).status).toBe(400);
    const any = await create({ channel: 'any', user: person.externalId });
    expect(any.body.available).toHaveLength(2);
    const unnamed = await ask<Problem>('POST', `/v1/challenges/${any.body.id}/resend`, {});
    expect(unnamed.body).toMatchObject({ code: 'invalid_request', errors: [{ field: 'factor' }] });
    const sent = await ask<ChallengeView>('POST', `/v1/challenges/${any.body.id}/resend`, { factor: person.emailId });
    expect(challengeViewSchema.parse(sent.body)).toMatchObject({ id: any.body.id, delivery: { status: 'queued' } });
    const again = await ask<Problem>('POST', `/v1/challenges/${any.body.id}/resend`, { factor: person.emailId });
    expect(again.body).toMatchObject({ code: 'rate_limited', limit: 'cooldown' });
  });

  test('takes a passkey, with the options that it gave', async () => {
    const own = await makePerson(whole.opened.context, whole.applicationId);
    const key = virtualAuthenticator('https://otpost.example.com');
    const begun = await begin(whole.opened.context, own);
    await confirm(whole.opened.context, own, begun.factor, key.register(begun.options));
    const { body } = await create({ channel: 'passkey', user: own.externalId });
    const { options } = challengeViewSchema.parse(body);
    if (!options) throw new Error('A passkey may answer');
    const foreign = key.assert(options, { origin: 'https://evil.example' });
    expect((await check(body.id, { passkey: foreign })).body).toMatchObject({ valid: false, passkeyFault: 'origin' });
    expect((await check(body.id, { passkey: key.assert(options) })).body).toMatchObject({ valid: true });
    expect((await ask('GET', `/v1/challenges/${body.id}`)).body).not.toHaveProperty('options');
  });

  test('is made once, and answered once, by a request that is repeated', async () => {
    const key = randomUUID();
    const made = [await create({ channel: 'any', user: person.externalId }, key)];
    made.push(await create({ channel: 'any', user: person.externalId }, key));
    expect(made[1]?.body).toEqual(made[0]?.body);
    const id = made[0]?.body.id ?? '';
    const repeated = randomUUID();
    const [code] = person.recoveryCodes;
    const first = await check(id, { code }, repeated);
    expect(first.body).toMatchObject({ valid: true, usedRecoveryCode: true, recoveryCodesLeft: 4 });
    expect((await check(id, { code }, repeated)).body).toEqual(first.body);
  });
});

describe('fields that do not fit together are refused by name', () => {
  const creates: [field: string, body: object][] = [
    ['to', { channel: 'email' }],
    ['to', { channel: 'email', to: 'a@example.com', user: 'u' }],
    ['to', { channel: 'totp', to: 'a@example.com' }],
    ['user', { channel: 'passkey' }],
    ['user', { channel: 'any', user: '' }],
    ['user', { channel: 'any', user: 'two\nlines' }],
    ['user', { channel: 'any', user: 7 }],
    ['factor', { channel: 'email', to: 'a@example.com', factor: 'fct_1' }],
    ['purpose', { channel: 'email', to: 'a@example.com', purpose: 'proof' }],
    ['channel', { channel: 'pigeon', user: 'u' }],
  ];
  test.each(creates)('%s of %j', async (field, body) => {
    const { status, body: problem } = await ask<Problem>('POST', '/v1/challenges', body);
    expect([status, [...new Set(problem.errors?.map((error) => error.field))]]).toEqual([400, [field]]);
  });

  const answers: [field: string, body: object][] = [
    ['code', {}],
    ['code', { code: 'not a code' }],
    [
      'passkey',
      {
        code: '123456',
        passkey: {
          id: 'a',
          rawId: 'a',
          type: 'public-key',
          response: { clientDataJSON: 'a', authenticatorData: 'a', signature: 'a' },
        },
      },
    ],
    ['passkey', { passkey: 'x' }],
    [
      'passkey.rawId',
      {
        passkey: {
          id: 'a',
          rawId: '+',
          type: 'public-key',
          response: { clientDataJSON: 'a', authenticatorData: 'a', signature: 'a' },
        },
      },
    ],
    ['factor', { code: '123456', factor: 'fct_none' }],
    [
      'passkey',
      {
        passkey: {
          id: 'a',
          rawId: 'a',
          type: 'public-key',
          response: { clientDataJSON: 'a', authenticatorData: 'a', signature: 'a' },
        },
      },
    ],
  ];
  test.each(answers)('%s of %j, which costs no check', async (field, body) => {
    const { body: challenge } = await create({ channel: 'totp', user: person.externalId });
    const { status, body: problem } = await check<Problem>(challenge.id, body);
    expect([status, problem.errors?.map((error) => error.field)]).toEqual([400, [field]]);
    const { body: after } = await ask<ChallengeView>('GET', `/v1/challenges/${challenge.id}`);
    expect(after.checksLeft).toBe(5);
  });

  test('a recovery code answers no challenge by address', async () => {
    const { body } = await create({ channel: 'email', to: 'nobody@example.com' });
    const { body: problem } = await check<Problem>(body.id, { code: person.recoveryCodes[1] });
    expect(problem).toMatchObject({ code: 'invalid_request', errors: [{ field: 'code' }] });
  });
});
