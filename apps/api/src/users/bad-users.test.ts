import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { UserView } from '@otpost/core/user/user-schemas';
import type { Problem } from '../http/problem.js';
import { emails, phones } from '../testing/address-rows.js';
import { startWholeApi, type WholeApi } from '../testing/start-whole-api.js';
import { newUserClient, type UserClient } from '../testing/user-client.js';

let whole: WholeApi;
let shop: UserClient;
beforeAll(async () => {
  whole = await startWholeApi();
  shop = await newUserClient(whole, 'shop');
});
afterAll(() => whole.close());

let people = 0;
const someone = (): string => `bad-${(people += 1)}`;
const put = (id: string, input: unknown) => shop.call<UserView & Problem>('PUT', `/v1/users/${id}`, input);
const shown = (value: unknown): string => JSON.stringify(value)?.slice(0, 60) ?? 'nothing';

describe.each([
  ['phone', phones],
  ['email', emails],
] as const)('a user with %s', (field, rows) => {
  // Null takes an address away, and nothing leaves it as it is.
  for (const [address, expected] of rows.filter(([given]) => given !== null && given !== undefined)) {
    test(`${shown(address)} is ${typeof expected === 'string' ? expected : Object.values(expected).join()}`, async () => {
      const { status, body } = await put(someone(), { [field]: address });
      if (expected === 'refused') {
        expect(body).toMatchObject({ status: 400, code: 'invalid_request' });
        expect(body.errors?.map((error) => error.field)).toEqual([field]);
      } else if ('code' in expected) {
        expect(body).toMatchObject({ code: expected.code, errors: [{ field }] });
      } else {
        expect(status).toBe(201);
        expect(body[field]).toBe(expected.sentTo);
      }
    });
  }
});

describe('a phone', () => {
  test('in a country that is not ticked is refused, and the field named', async () => {
    const local = await newUserClient(whole, 'local', { smsCountries: ['SI'] });
    const reply = await local.call<Problem>('PUT', '/v1/users/a', { phone: '+14155552671' });
    expect(reply.body).toMatchObject({ status: 403, code: 'country_not_allowed', errors: [{ field: 'phone' }] });
    expect((await local.call('PUT', '/v1/users/a', { phone: '+38640123456' })).status).toBe(201);
  });
});

describe('an id', () => {
  const long = 'x'.repeat(129);
  test.each(['%00', 'a%00', 'a%0Ab', '%E2%80%A8', '%E2%80%8B', 'a%0d%0aX:y', '%EF%BB%BF', '%C2%85', '%EE%80%80', long])(
    '%s is refused by every path',
    async (id) => {
      const reason = 'because';
      const calls: [string, string, unknown][] = [
        ['PUT', '', {}],
        ['GET', '', undefined],
        ['DELETE', '', undefined],
        ['GET', '/mfa', undefined],
        ['PUT', '/requirement', { required: true, reason }],
        ['POST', '/disable', { reason }],
        ['POST', '/second-factor', { state: 'on' }],
      ];
      for (const [method, more, body] of calls) {
        const reply = await shop.call<Problem>(method, `/v1/users/${id}${more}`, body, { key: shop.adminKey });
        expect([method, more, reply.status, reply.body.errors?.[0]?.field]).toEqual([method, more, 400, 'id']);
      }
    },
  );

  test.each(['%', '%c0%af', '%ff', '%ud800'])('that is no percent-encoded text is no path: %s', async (id) => {
    expect((await put(id, {})).status).toBe(404);
  });

  test('of 128 characters of four bytes is taken', async () => {
    expect((await put(encodeURIComponent('😀'.repeat(64)), {})).status).toBe(201);
  });
});

describe('attributes', () => {
  const kilobytes = 'x'.repeat(10_240);
  const values: [value: unknown, field: string][] = [
    [{ 'a.b': 1 }, 'attributes.a.b'],
    [{ $set: 1 }, 'attributes.$set'],
    [{ '': 1 }, 'attributes.'],
    [{ 'a\u0000': 1 }, 'attributes.a\u0000'],
    [{ ['x'.repeat(41)]: 1 }, `attributes.${'x'.repeat(41)}`],
    [{ _id: 1 }, 'attributes._id'],
    [{ '1a': 1 }, 'attributes.1a'],
    [{ a: null }, 'attributes.a'],
    [{ a: [] }, 'attributes.a'],
    [{ a: { $ne: null } }, 'attributes.a'],
    [{ a: 'x\u0000' }, 'attributes.a'],
    [{ a: 'x\ny' }, 'attributes.a'],
    [{ a: kilobytes }, 'attributes.a'],
    [{ a: 'anna@example.com' }, 'attributes.a'],
    [{ a: '+14155552671' }, 'attributes.a'],
    [Object.fromEntries(Array.from({ length: 41 }, (_, n) => [`a${n}`, n])), 'attributes'],
    [[], 'attributes'],
    ['x', 'attributes'],
    [5, 'attributes'],
  ];
  for (const [value, field] of values) {
    test(`${shown(value)} are refused by name`, async () => {
      const { body } = await put(someone(), { attributes: value });
      expect(body).toMatchObject({ status: 400, code: 'invalid_request' });
      expect(body.errors?.map((error) => error.field)).toEqual([field]);
    });
  }

  test.each(['__proto__', 'constructor', 'prototype'])('never hold %s', async (key) => {
    const { status, body } = await put(someone(), `{"attributes":{"${key}":{"isAdmin":true}}}`);
    expect([status, body.errors?.[0]?.field]).toEqual([400, `attributes.${key}`]);
  });

  test('may have the names of what objects inherit, and keep every kind of value', async () => {
    const attributes = {
      toString: 'a',
      hasOwnProperty: 'b',
      valueOf: 0,
      big: 2 ** 53,
      small: -1.5,
      no: false,
    };
    const id = someone();
    expect((await put(id, { attributes })).body.attributes).toEqual(attributes);
    expect((await shop.call<UserView>('GET', `/v1/users/${id}`)).body.attributes).toEqual(attributes);
  });

  test('a number that JSON cannot hold is refused', async () => {
    expect((await put(someone(), '{"attributes":{"a":1e309}}')).body).toMatchObject({
      status: 400,
      errors: [{ field: 'attributes.a' }],
    });
  });
});

describe('every other field', () => {
  const rows: [input: object, field: string][] = [
    [{ emailVerified: true }, 'emailVerified'],
    [{ phoneVerified: true }, 'phoneVerified'],
    [{ email: null, emailVerified: true }, 'emailVerified'],
    [{ emailVerified: 'true' }, 'emailVerified'],
    [{ name: '' }, 'name'],
    [{ name: 'a\u0000' }, 'name'],
    [{ name: 'a\u202eb' }, 'name'],
    [{ name: 'x'.repeat(10_240) }, 'name'],
    [{ locale: '../../etc' }, 'locale'],
    [{ locale: 'x'.repeat(10_240) }, 'locale'],
    [{ type: 'admin' }, 'type'],
    [{ requirement: 'exempt' }, 'requirement'],
    [{ factors: [] }, 'factors'],
    [{ applicationId: 'app_other' }, 'applicationId'],
    [{ $set: { type: 'service' } }, '$set'],
  ];
  for (const [input, field] of rows) {
    test(`${shown(input)} is refused by name`, async () => {
      const { body } = await put(someone(), input);
      expect(body).toMatchObject({ status: 400, code: 'invalid_request' });
      expect([...new Set(body.errors?.map((error) => error.field))]).toEqual([field]);
    });
  }

  test('a refused PUT makes no user', async () => {
    const id = someone();
    await put(id, { name: 'Anna', email: 'no address' });
    expect((await shop.call('GET', `/v1/users/${id}`)).status).toBe(404);
  });

  test('the acts of an admin need a reason, and an actor that is no address', async () => {
    const id = someone();
    await put(id, {});
    const bodies: [object, string][] = [
      [{}, 'reason'],
      [{ reason: ' ' }, 'reason'],
      [{ reason: 'x'.repeat(501) }, 'reason'],
      [{ reason: 'x', actor: 'a@example.com' }, 'actor'],
      [{ reason: 'x', actor: 'a\nb' }, 'actor'],
    ];
    for (const [body, field] of bodies) {
      const options = { key: shop.adminKey };
      const disable = await shop.call<Problem>('POST', `/v1/users/${id}/disable`, body, options);
      expect([disable.status, disable.body.errors?.[0]?.field]).toEqual([400, field]);
      const input = { required: true, ...body };
      const require = await shop.call<Problem>('PUT', `/v1/users/${id}/requirement`, input, options);
      expect([require.status, require.body.errors?.[0]?.field]).toEqual([400, field]);
    }
  });

  test.each([
    'limit=0',
    'limit=201',
    'limit=x',
    'cursor=x',
    'cursor=MTIuYQ',
    'email=x',
    'phone=1',
    'type=x',
    'id=%00',
    'email[$ne]=1',
    'x=1',
    'type=person&type=service',
  ])('the list refuses %s', async (query) => {
    expect(await shop.call('GET', `/v1/users?${query}`)).toMatchObject({
      status: 400,
      body: { code: 'invalid_request' },
    });
  });
});
