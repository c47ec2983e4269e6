import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Problem } from '../http/problem.js';
import { type FactorClient, newFactorClient, userPath } from '../testing/factor-client.js';
import type { WholeApi } from '../testing/start-whole-api.js';
import { storeStarts } from '../testing/store-starts.js';
import { newUserClient } from '../testing/user-client.js';

const stores = await storeStarts();
afterAll(() => stores.stop());

describe.each(stores.starts)('requests about factors on %s', (_store, start) => {
  let whole: WholeApi;
  let shop: FactorClient;
  let stranger: FactorClient;
  beforeAll(async () => {
    whole = await start();
    shop = newFactorClient(whole, await newUserClient(whole, 'shop', { brand: { name: 'Shop' } }));
    stranger = newFactorClient(whole, await newUserClient(whole, 'stranger'));
  });
  afterAll(() => whole.close());

  test('a repeated request shows the same secret for five minutes, and makes one factor', async () => {
    const id = await shop.someone();
    const options = { headers: { 'idempotency-key': `begin-${id}` } };
    const [first, again] = [
      await shop.begin(id, { type: 'totp' }, options),
      await shop.begin(id, { type: 'totp' }, options),
    ];
    expect(again).toEqual(first);
    expect((await shop.stored(id)).factors).toHaveLength(1);
  });

  test('a service account has no factors', async () => {
    const id = await shop.someone({ type: 'service' });
    expect((await shop.begin<Problem>(id, { type: 'totp' })).body).toMatchObject({
      status: 403,
      code: 'policy_forbids',
    });
  });

  test('is not there for another application', async () => {
    const { id, factor } = await shop.enrolled();
    const routes: [method: string, path: string, body?: object][] = [
      ['GET', '/factors'],
      ['POST', '/factors', { type: 'totp' }],
      ['POST', `/factors/${factor}/confirm`, { code: '123456' }],
      ['PATCH', `/factors/${factor}`, { name: 'Mine' }],
      ['DELETE', `/factors/${factor}`],
      ['POST', '/recovery-codes'],
      ['POST', '/recovery-codes/check', { code: '0000-0000-0000-0000' }],
    ];
    for (const [method, path, body] of routes) {
      const answer = await stranger.client.call<Problem>(method, userPath(id, path), body, {
        key: stranger.client.adminKey,
      });
      expect([path, answer.status]).toEqual([path, 404]);
    }
  });

  const bad: [what: string, body: unknown, field: string][] = [
    ['no type', {}, 'type'],
    ['a type of its own', { type: 'voice' }, 'type'],
    ['an address for totp', { type: 'totp', to: 'a@example.com' }, 'to'],
    ['no address for email', { type: 'email' }, 'to'],
    ['two addresses', { type: 'email', to: 'a@example.com,b@example.com' }, 'to'],
    ['a name of two lines', { type: 'totp', name: 'a\nb' }, 'name'],
    ['an empty name', { type: 'totp', name: ' ' }, 'name'],
    ['a name as object', { type: 'totp', name: { $ne: null } }, 'name'],
    ['a replaced factor that is none', { type: 'totp', replaces: 'fct_none' }, 'replaces'],
    ['parameters without a secret', { type: 'totp', digits: 8 }, 'digits'],
    ['an unknown field', { type: 'totp', admin: true }, 'admin'],
    ['a prototype', '{"type":"totp","__proto__":{"x":1}}', '__proto__'],
  ];
  test.each(bad)('%s is refused by name', async (_what, body, field) => {
    const answer = await shop.begin<Problem>(await shop.someone(), body as object, { key: shop.client.adminKey });
    expect(answer.body).toMatchObject({ status: 400, code: 'invalid_request' });
    expect(answer.body.errors?.map((error) => error.field)).toContain(field);
  });

  const badCodes: [body: unknown, field: string][] = [
    [{}, 'code'],
    [{ code: '' }, 'code'],
    [{ code: 123_456 }, 'code'],
    [{ code: '12345a' }, 'code'],
    [{ code: '123456\u200b' }, 'code'],
    [{ code: '１２３' }, 'code'],
    [{ code: 'X'.repeat(33) }, 'code'],
    [{ passkey: {} }, 'passkey.id'],
    [
      {
        code: '123456',
        passkey: { id: 'a', rawId: 'a', type: 'public-key', response: { clientDataJSON: 'a', attestationObject: 'a' } },
      },
      'passkey',
    ],
  ];
  test.each(badCodes)('the answer %j is refused by name and counts nothing', async (body, field) => {
    const id = await shop.someone();
    const begun = await shop.begin(id, { type: 'totp' });
    const answer = await shop.confirm<Problem>(id, begun.body.id, body as object);
    expect(answer.body).toMatchObject({ status: 400, code: 'invalid_request' });
    expect(answer.body.errors?.map((error) => error.field)).toContain(field);
    expect((await shop.stored(id)).failedChecks).toBe(0);
  });
});
