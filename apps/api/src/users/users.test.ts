import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type MfaView, mfaViewSchema } from '@otpost/core/user/mfa-schemas';
import { requireUser } from '@otpost/core/user/require-user';
import { type UserView, userViewSchema } from '@otpost/core/user/user-schemas';
import type { FactorRecord, UserRecord } from '@otpost/core/user-records';
import { startTestMongo } from '@otpost/test/servers/start-test-mongo';
import type { Problem } from '../http/problem.js';
import { startWholeApi, type WholeApi } from '../testing/start-whole-api.js';
import { newUserClient, type UserClient } from '../testing/user-client.js';

const mongo = await startTestMongo();
afterAll(() => mongo?.stop());

const stores: [name: string, start: () => Promise<WholeApi>][] = [
  ['SQLite', () => startWholeApi()],
  ...(mongo
    ? [[mongo.name, () => startWholeApi({ mongodbUrl: mongo.newDatabaseUrl() })] as [string, () => Promise<WholeApi>]]
    : []),
];

let people = 0;
const someone = (): string => `person-${(people += 1)}`;
const pathOf = (id: string, more = ''): string => `/v1/users/${encodeURIComponent(id)}${more}`;

describe.each(stores)('users on %s', (_store, start) => {
  let whole: WholeApi;
  let shop: UserClient;
  let stranger: UserClient;
  let strict: UserClient;
  beforeAll(async () => {
    whole = await start();
    shop = await newUserClient(whole, 'shop');
    stranger = await newUserClient(whole, 'stranger');
    strict = await newUserClient(whole, 'strict', { policy: { requirement: 'required' } });
  });
  afterAll(() => whole.close());

  const put = (id: string, input: object, client = shop) => client.call<UserView>('PUT', pathOf(id), input);
  const mfa = async (id: string, client = shop) => (await client.call<MfaView>('GET', pathOf(id, '/mfa'))).body;
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

  test('requirement and disable need the scope users.admin', async () => {
    const id = someone();
    await put(id, {});
    for (const [method, more] of [
      ['PUT', '/requirement'],
      ['POST', '/disable'],
    ] as const) {
      const reply = await shop.call<Problem>(method, pathOf(id, more), { required: true, reason: 'x' });
      expect(reply).toMatchObject({ status: 403, body: { code: 'forbidden' } });
    }
  });

  test('the word of an admin goes before the policy, and is audited with actor and reason', async () => {
    const id = someone();
    await put(id, {}, strict);
    const say = (required: unknown) =>
      strict.call<UserView>(
        'PUT',
        pathOf(id, '/requirement'),
        { required, actor: 'admin-17', reason: 'Kiosk' },
        { key: strict.adminKey },
      );
    expect(await mfa(id, strict)).toMatchObject({ required: true, reason: 'policy_required', mustEnrol: true });
    expect((await say(false)).body).toMatchObject({ requirement: 'exempt' });
    expect(await mfa(id, strict)).toMatchObject({ required: false, reason: 'user_exempt', mustEnrol: false });
    expect((await say(true)).body).toMatchObject({ requirement: 'required' });
    expect(await mfa(id, strict)).toMatchObject({ reason: 'user_required' });
    expect((await say('inherit')).body).toMatchObject({ requirement: 'inherit' });
    const target = { equals: (await stored(id, strict)).id };
    const [last] = await whole.opened.context.store.audit.page({ target }, { limit: 1 });
    const data = { requirement: 'inherit', for: 'admin-17' };
    expect(last).toMatchObject({ action: 'user.requirement', phase: 'done', reason: 'Kiosk', data });
  });

  test('mfa says what to do, and shows no secret and no whole address', async () => {
    const id = someone();
    await put(id, { email: 'whole.address@example.com', emailVerified: true }, strict);
    const view = mfaViewSchema.parse(await mfa(id, strict));
    expect(view).toMatchObject({ required: true, enrolled: true, mustEnrol: false, recoveryCodesLeft: 0 });
    expect(view.factors).toMatchObject([{ type: 'email', status: 'active' }]);
    expect(JSON.stringify(view)).not.toMatch(/whole\.address|ealed|ash/);
  });

  test('disable takes every factor, code and device, and is audited', async () => {
    const id = someone();
    await put(id, { email: 'off@example.com', emailVerified: true });
    await shop.call('POST', pathOf(id, '/second-factor'), { state: 'on' });
    const reason = 'Lost phone';
    const reply = await shop.call('POST', pathOf(id, '/disable'), { reason }, { key: shop.adminKey });
    expect(reply.status).toBe(204);
    const user = await stored(id);
    expect(user).toMatchObject({ factors: [], recoveryCodes: null, secondFactor: 'off' });
    const [last] = await whole.opened.context.store.audit.page({ target: { equals: user.id } }, { limit: 1 });
    expect(last).toMatchObject({ action: 'user.disable', phase: 'done', reason });
    // The application's word from before does not undo it.
    await put(id, { email: 'off@example.com', emailVerified: true });
    expect((await stored(id)).factors).toEqual([]);
  });

  describe('the second factor', () => {
    const turn = (id: string, state: string, client = shop, more = {}) =>
      client.call<MfaView & Problem>('POST', pathOf(id, '/second-factor'), { state }, more);

    test('is turned on by a user who has a factor, and off with a proof or by users.admin only', async () => {
      const id = someone();
      await put(id, {});
      expect((await turn(id, 'on')).body).toMatchObject({ code: 'policy_forbids' });
      await put(id, { email: 'turn@example.com', emailVerified: true });
      expect((await turn(id, 'on')).body).toMatchObject({ required: true, reason: 'opted_in' });
      expect((await turn(id, 'off')).body).toMatchObject({ code: 'proof_required' });
      const foreign = { headers: { 'otpost-proof': 'ch_0000000000000000000000000000' } };
      expect((await turn(id, 'off', shop, foreign)).body).toMatchObject({ code: 'proof_required' });
      expect((await mfa(id)).required).toBe(true);
      expect((await turn(id, 'off', shop, { key: shop.adminKey })).body).toMatchObject({ required: false });
      expect(await typesOf(id)).toEqual(['email active']);
    });

    test('is not turned off where the policy requires it, not even by users.admin', async () => {
      const id = someone();
      await put(id, { email: 'must@example.com', emailVerified: true }, strict);
      const reply = await turn(id, 'off', strict, { key: strict.adminKey });
      expect(reply).toMatchObject({ status: 403, body: { code: 'policy_forbids' } });
    });

    test('is nothing for a service account', async () => {
      const id = someone();
      await put(id, { type: 'service', email: 'bot@example.com', emailVerified: true });
      expect((await turn(id, 'on')).body).toMatchObject({ code: 'policy_forbids' });
    });
  });

  test('the grace period counts from the first time that the requirement was seen', async () => {
    const graceful = await newUserClient(whole, 'graceful', { policy: { requirement: 'required', graceDays: 2 } });
    const id = someone();
    await put(id, {}, graceful);
    const { requiredSince } = await stored(id, graceful);
    const view = await mfa(id, graceful);
    expect(view).toMatchObject({ required: false, reason: 'grace_period', mustEnrol: false });
    expect(Date.parse(view.graceEndsAt ?? '')).toBe((requiredSince ?? 0) + 2 * 86_400_000);
  });

  test('the admin of the installation finds users of all applications, masked', async () => {
    const id = someone();
    await put(id, { email: 'everywhere@example.com' });
    await put(id, { email: 'everywhere@example.com' }, stranger);
    const key = { key: whole.adminKey };
    const all = await shop.call<{ users: object[] }>(
      'GET',
      '/admin/v1/users?email=everywhere@example.com',
      undefined,
      key,
    );
    expect(all.body.users).toMatchObject([
      { applicationId: stranger.applicationId },
      { applicationId: shop.applicationId },
    ]);
    const query = `application=${shop.applicationId}&id=${id}`;
    const mine = await shop.call<{ users: object[] }>('GET', `/admin/v1/users?${query}`, undefined, key);
    expect(mine.body.users).toMatchObject([{ id, email: 'e***@e***.com' }]);
    const path = (applicationId: string) => `/admin/v1/users/${applicationId}/${id}`;
    const one = await shop.call('GET', path(shop.applicationId), undefined, key);
    expect(one.body).toMatchObject({ id, email: 'e***@e***.com', mfa: { required: false, factors: [] } });
    expect((await shop.call('GET', path(strict.applicationId), undefined, key)).status).toBe(404);
    expect((await shop.call('GET', path('app_none'), undefined, key)).status).toBe(404);
  });

  test('the preview of a policy counts every user once, for the present policy and the proposed one', async () => {
    const many = await newUserClient(whole, 'many', { policy: { rules: [] } });
    const { users } = whole.opened.context.store;
    await put('with', { email: 'with@example.com', emailVerified: true, attributes: { source: 'ldap' } }, many);
    await put('robot', { type: 'service', attributes: { source: 'ldap' } }, many);
    await put('sso', { attributes: { source: 'ldap', sso: true } }, many);
    // More than a page, of one moment: only the id orders them.
    const model = await stored('sso', many);
    const copies = Array.from({ length: 1100 }, (_, n) => ({
      ...model,
      id: `usr_${String(n).padStart(22, '0')}`,
      attributes: { source: 'ldap' },
      factors: [] as FactorRecord[],
    }));
    for (const copy of copies) await users.insert(copy);
    const rules = [
      { name: 'SSO', when: { attributes: { sso: true } }, requirement: 'off' },
      { name: 'LDAP', when: { attributes: { source: 'ldap' } }, requirement: 'required' },
    ];
    const policy = { rules, graceDays: 30 };
    const body = { applicationId: many.applicationId, policy };
    const key = { key: whole.adminKey };
    const preview = await many.call('POST', '/admin/v1/policies/preview', body, key);
    expect(preview).toEqual({
      status: 200,
      body: {
        users: 1103,
        present: { asked: 0, withoutFactor: 0, serviceAccounts: 0, serviceAccountIds: [] },
        proposed: { asked: 1101, withoutFactor: 1100, serviceAccounts: 1, serviceAccountIds: ['robot'] },
      },
    });
    const unknown = await many.call('POST', '/admin/v1/policies/preview', { ...body, applicationId: 'app_none' }, key);
    expect(unknown.status).toBe(404);
  });
});
