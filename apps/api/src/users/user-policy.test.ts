import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { newLiveId } from '@otpost/core/ids';
import { type MfaView, mfaViewSchema } from '@otpost/core/user/mfa-schemas';
import { requireUser } from '@otpost/core/user/require-user';
import { userShard } from '@otpost/core/user/user-id';
import type { UserView } from '@otpost/core/user/user-schemas';
import type { FactorRecord, UserRecord } from '@otpost/core/user-records';
import type { Problem } from '../http/problem.js';
import type { WholeApi } from '../testing/start-whole-api.js';
import { storeStarts } from '../testing/store-starts.js';
import { newUserClient, type UserClient } from '../testing/user-client.js';

const stores = await storeStarts();
afterAll(() => stores.stop());

let people = 0;
const someone = (): string => `asked-${(people += 1)}`;
const pathOf = (id: string, more = ''): string => `/v1/users/${encodeURIComponent(id)}${more}`;

describe.each(stores.starts)('the policy for a user on %s', (_store, start) => {
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

    /** An approved challenge of this user. */
    async function proofOf(id: string, by: string, purpose = 'proof'): Promise<string> {
      const { userChallenges } = whole.opened.context.live;
      const user = await stored(id);
      const { applicationId } = user;
      const challenge = newLiveId('ch', userShard(user.id), randomBytes);
      await userChallenges.create({
        id: challenge,
        applicationId,
        userId: user.id,
        channel: 'totp',
        purpose,
        factorId: null,
        sealed: '',
        metadataSealed: null,
        bindingSealed: null,
        lifeMilliseconds: 600_000,
        maxChecks: 5,
      });
      await userChallenges.approve({ id: challenge, applicationId, request: '', by });
      return challenge;
    }

    test('is turned off by a proof of this user, once, and by a recovery code where the policy says so', async () => {
      const [id, other] = [someone(), someone()];
      for (const one of [id, other]) await put(one, { email: `${one}@example.com`, emailVerified: true });
      await turn(id, 'on');
      const off = async (proof: string) => {
        const reply = await turn(id, 'off', shop, { headers: { 'otpost-proof': proof } });
        return reply.body.code ?? reply.body.required;
      };
      expect(await off(await proofOf(other, 'fct_x'))).toBe('proof_required');
      expect(await off(await proofOf(id, 'fct_x', 'sign-in'))).toBe('proof_required');
      expect(await off(await proofOf(id, 'recovery_code'))).toBe('proof_required');
      const proof = await proofOf(id, 'fct_x');
      expect(await off(proof)).toBe(false);
      await turn(id, 'on');
      expect(await off(proof)).toBe('proof_required');
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
    // What is left out of the change stays, as in the PATCH that makes it hold.
    const settings = { policy: { requirement: 'required' } };
    const application = await many.call<{ version: number }>(
      'GET',
      `/admin/v1/applications/${many.applicationId}`,
      undefined,
      key,
    );
    const patch = { version: application.body.version, settings: { policy: { ...policy, ...settings.policy } } };
    await many.call('PATCH', `/admin/v1/applications/${many.applicationId}`, patch, key);
    const again = await many.call(
      'POST',
      '/admin/v1/policies/preview',
      { ...body, policy: { requirement: 'off' } },
      key,
    );
    const byRules = { asked: 1101, withoutFactor: 1100, serviceAccounts: 1, serviceAccountIds: ['robot'] };
    expect(again.body).toEqual({ users: 1103, present: byRules, proposed: byRules });
    const fifty = Array.from({ length: 50 }, (_, n) => ({
      name: `Rule ${n}`,
      when: {
        attributes: { source: `s${n}`, team: 'a', site: 'b' },
        createdAfter: '2026-01-01T00:00:00Z',
        type: 'person',
      },
      requirement: 'required',
      enabled: true,
    }));
    const long = await many.call('POST', '/admin/v1/policies/preview', { ...body, policy: { rules: fifty } }, key);
    expect(long.status).toBe(200);
    const unknown = await many.call('POST', '/admin/v1/policies/preview', { ...body, applicationId: 'app_none' }, key);
    expect(unknown.status).toBe(404);
  });
});
