import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { requireUser } from '@otpost/core/user/require-user';
import { type UserView, userViewSchema } from '@otpost/core/user/user-schemas';
import type { UserRecord } from '@otpost/core/user-records';
import type { Problem } from '../http/problem.js';
import type { WholeApi } from '../testing/start-whole-api.js';
import { storeStarts } from '../testing/store-starts.js';
import { newUserClient, type UserClient } from '../testing/user-client.js';

const stores = await storeStarts();
afterAll(() => stores.stop());

let people = 0;
const someone = (): string => `person-${(people += 1)}`;
const pathOf = (id: string, more = ''): string => `/v1/users/${encodeURIComponent(id)}${more}`;

describe.each(stores.starts)('users on %s', (_store, start) => {
  let whole: WholeApi;
  let shop: UserClient;
  let stranger: UserClient;
  beforeAll(async () => {
    whole = await start();
    shop = await newUserClient(whole, 'shop');
    stranger = await newUserClient(whole, 'stranger');
  });
  afterAll(() => whole.close());

  const put = (id: string, input: object, client = shop) => client.call<UserView>('PUT', pathOf(id), input);
  const stored = (externalId: string, client = shop): Promise<UserRecord> =>
    requireUser(whole.opened.context, { applicationId: client.applicationId, externalId });
  const typesOf = async (id: string): Promise<string[]> =>
    (await stored(id)).factors.map(({ type, status }) => `${type} ${status}`);

  test('PUT makes a user and answers 200 from then on', async () => {
    const id = someone();
    const first = await put(id, { email: 'Anna@Example.com', name: 'Anna', attributes: { source: 'ldap', level: 3 } });
    expect(first.status).toBe(201);
    expect(userViewSchema.parse(first.body)).toMatchObject({ id, email: 'Anna@example.com', emailVerified: false });
    expect(await put(id, {})).toEqual({ status: 200, body: first.body });
  });

  test('what is left out stays, null takes away, attributes are replaced whole', async () => {
    const id = someone();
    await put(id, {
      email: 'a@example.com',
      phone: '+38640123456',
      name: 'A',
      locale: 'sl',
      attributes: { a: 1, b: 2 },
    });
    const { body } = await put(id, { phone: null, attributes: { b: 3 } });
    expect(body).toMatchObject({ email: 'a@example.com', phone: null, name: 'A', locale: 'sl', attributes: { b: 3 } });
    expect((await put(id, { attributes: null, name: null, locale: null })).body).toMatchObject({
      attributes: {},
      name: null,
      locale: null,
    });
  });

  test('the same request again changes nothing', async () => {
    const id = someone();
    const input = { email: 'same@example.com', emailVerified: true, phone: '+38640123457', phoneVerified: true };
    await put(id, { ...input, attributes: { a: 1 } });
    const before = await stored(id);
    await put(id, { ...input, attributes: { a: 1 } });
    expect(await stored(id)).toEqual(before);
  });

  test('of 30 parallel PUTs of one user none is lost', async () => {
    const id = someone();
    const parts = [
      { email: 'par@example.com' },
      { phone: '+38640123458' },
      { name: 'P' },
      { locale: 'sl' },
      { attributes: { a: 1 } },
    ];
    const replies = await Promise.all(Array.from({ length: 30 }, (_, n) => put(id, parts[n % parts.length] ?? {})));
    expect(replies.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(replies.filter(({ status }) => status === 200)).toHaveLength(29);
    const { body } = await shop.call<UserView>('GET', pathOf(id));
    expect(body).toMatchObject({
      email: 'par@example.com',
      phone: '+38640123458',
      name: 'P',
      locale: 'sl',
      attributes: { a: 1 },
    });
  });

  test('PUT and DELETE of one user at once end with a whole user or none, and never with another answer', async () => {
    const id = someone();
    const input = { email: 'race@example.com', emailVerified: true };
    const calls = Array.from({ length: 40 }, (_, n) => (n % 2 ? put(id, input) : shop.call('DELETE', pathOf(id))));
    const statuses = (await Promise.all(calls)).map(({ status }) => status);
    expect(statuses.filter((_, n) => n % 2).every((status) => status === 200 || status === 201)).toBe(true);
    expect(statuses.filter((_, n) => n % 2 === 0).every((status) => status === 204 || status === 404)).toBe(true);
    await put(id, input);
    expect(await typesOf(id)).toEqual(['email active']);
  });

  test('a PUT that changes a factor is in the audit log, one that does not is not', async () => {
    const id = someone();
    const { audit } = whole.opened.context.store;
    await put(id, {});
    const entries = async () => {
      const target = { equals: (await stored(id)).id };
      return (await audit.page({ target }, { limit: 10 })).map(({ action, phase }) => `${action} ${phase}`);
    };
    await put(id, { name: 'Anna', email: 'audit@example.com' });
    expect(await entries()).toEqual([]);
    await put(id, { emailVerified: true });
    expect(await entries()).toEqual(['user.addresses done', 'user.addresses intended']);
  });

  test('an id may hold any line of text, and its composed and decomposed forms are one user', async () => {
    for (const id of ['a/b', 'a b?c#d', '100%', 'Ünï😀', 'anna@example.com', '{"$ne":null}', '../x', "' OR 1=1"]) {
      expect((await put(id, {})).body).toMatchObject({ id });
      expect((await shop.call<UserView>('GET', pathOf(id))).body).toMatchObject({ id });
    }
    const name = someone();
    await put(`${name}-\u00e9`, {});
    expect((await put(`${name}-e\u0301`, {})).status).toBe(200);
  });

  test('a verified address is an active factor at once, a changed one ends the old one at once', async () => {
    const id = someone();
    await put(id, { email: 'one@example.com', emailVerified: true, phone: '+38640123459', phoneVerified: true });
    expect(await typesOf(id)).toEqual(['email active', 'sms active']);
    const [first] = (await stored(id)).factors;
    await put(id, { email: 'two@example.com', emailVerified: true });
    const [second] = (await stored(id)).factors;
    expect(await typesOf(id)).toEqual(['email active', 'sms active']);
    expect(second?.id).not.toBe(first?.id);
    expect(second).toMatchObject({ addressMasked: 't***@e***.com' });
  });

  test('a changed address that is not verified leaves the old factor until it is', async () => {
    const id = someone();
    await put(id, { email: 'old@example.com', emailVerified: true });
    const changed = await put(id, { email: 'new@example.com' });
    expect(changed.body).toMatchObject({ email: 'new@example.com', emailVerified: false });
    expect((await stored(id)).factors).toMatchObject([{ addressMasked: 'o***@e***.com', status: 'active' }]);
    await put(id, { emailVerified: true });
    expect((await stored(id)).factors).toMatchObject([{ addressMasked: 'n***@e***.com', status: 'active' }]);
  });

  test('is found by the whole id, mail address and number, and lists show them masked', async () => {
    const id = someone();
    await put(id, { email: 'Find.Me@example.com', phone: '+38640123460', type: 'service' });
    const queries = [`id=${id}`, 'email=find.me@example.com', 'phone=%2B386%2040%20123%20460', `id=${id}&type=service`];
    for (const query of queries) {
      const { body } = await shop.call<{ users: UserView[] }>('GET', `/v1/users?${query}`);
      expect(body.users).toMatchObject([{ id, email: 'F***@e***.com', phone: '+3864***3460' }]);
    }
    for (const query of [`id=${id}&type=person`, 'email=find.me@example.org', 'phone=%2B38640123461']) {
      expect((await shop.call('GET', `/v1/users?${query}`)).body).toEqual({ users: [], nextCursor: null });
    }
  });

  test('are paged newest first, each once', async () => {
    const pager = await newUserClient(whole, 'pager');
    for (let n = 0; n < 7; n += 1) await put(`page-${n}`, {}, pager);
    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const query: string = `limit=3${cursor === '' ? '' : `&cursor=${cursor}`}`;
      const reply = await pager.call<{ users: UserView[]; nextCursor: string | null }>('GET', `/v1/users?${query}`);
      seen.push(...reply.body.users.map((user) => user.id));
      cursor = reply.body.nextCursor;
    }
    expect(seen).toHaveLength(7);
    expect(new Set(seen).size).toBe(7);
    expect(seen.at(-1)).toBe('page-0');
  });

  test('another application sees none of it: 404 on every path', async () => {
    const id = someone();
    await put(id, { email: 'mine@example.com' });
    const reason = 'because';
    const calls: [string, string, unknown][] = [
      ['GET', '', undefined],
      ['DELETE', '', undefined],
      ['GET', '/mfa', undefined],
      ['PUT', '/requirement', { required: true, reason }],
      ['POST', '/disable', { reason }],
      ['POST', '/second-factor', { state: 'off' }],
    ];
    for (const [method, more, body] of calls) {
      const reply = await stranger.call<Problem>(method, pathOf(id, more), body, { key: stranger.adminKey });
      expect([method, more, reply.status, reply.body.code]).toEqual([method, more, 404, 'not_found']);
    }
    for (const query of [`id=${id}`, 'email=mine@example.com']) {
      expect((await stranger.call<{ users: [] }>('GET', `/v1/users?${query}`)).body.users).toEqual([]);
    }
    // The same id is another user there.
    expect((await put(id, { name: 'Other' }, stranger)).status).toBe(201);
    expect((await shop.call<UserView>('GET', pathOf(id))).body).toMatchObject({
      email: 'mine@example.com',
      name: null,
    });
  });
});
