import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createAppPassword } from '@otpost/core/app-password/create-app-password';
import { requestReset } from '@otpost/core/reset/request-reset';
import type { FoundUsersView, WholeUserView } from '@otpost/core/user/admin-user-schemas';
import { changeUser } from '@otpost/core/user/change-user';
import type { UserRecord } from '@otpost/core/user-records';
import { type FactorClient, newFactorClient, userPath } from '../../testing/factor-client.js';
import { newSignedInAdmin, type SignedInAdmin } from '../../testing/signed-in-admin.js';
import type { WholeApi } from '../../testing/start-whole-api.js';
import { storeStarts } from '../../testing/store-starts.js';
import { newUserClient, type UserClient } from '../../testing/user-client.js';

const stores = await storeStarts();
afterAll(() => stores.stop());

const reason = 'Called back';
const hour = 3_600_000;

describe.each(stores.starts)('what admins do to users on %s', (_, start) => {
  let whole: WholeApi;
  let shop: UserClient;
  let other: UserClient;
  let factors: FactorClient;
  let viewer: SignedInAdmin;
  let support: SignedInAdmin;
  let admin: SignedInAdmin;
  let stranger: SignedInAdmin;
  beforeAll(async () => {
    whole = await start();
    shop = await newUserClient(whole, 'shop', { policy: { adminReset: 'mailed', resetChecklist: ['Birthday?'] } });
    other = await newUserClient(whole, 'other');
    factors = newFactorClient(whole, shop);
    const own = { applications: [shop.applicationId] };
    viewer = await newSignedInAdmin(whole, { role: 'viewer', ...own });
    support = await newSignedInAdmin(whole, { role: 'support', ...own });
    admin = await newSignedInAdmin(whole, { role: 'admin', ...own });
    stranger = await newSignedInAdmin(whole, { role: 'owner', applications: [other.applicationId] });
  });
  afterAll(() => whole.close());

  const path = (id: string, more = '', { applicationId } = shop) =>
    `/admin/v1/users/${applicationId}/${encodeURIComponent(id)}${more}`;
  const read = async (id: string) => (await viewer.call<WholeUserView>('GET', path(id))).body;
  const search = (who: SignedInAdmin, text: string, more = {}) =>
    who.call<FoundUsersView>('POST', '/admin/v1/users/search', { text, ...more });
  const change = async (id: string, fields: Partial<UserRecord>) => {
    const user = await factors.stored(id);
    await changeUser(whole.opened.context, user.id, () => ({ change: fields, result: undefined }));
  };
  const auditOf = async (id: string, action: string) => {
    const { id: target } = await factors.stored(id);
    const entries = await whole.opened.context.store.audit.list({ target: { equals: target } });
    return entries.filter((entry) => entry.action === action);
  };

  test('a user is found by id, mail address, number and id in the audit log, each whole, and only in reach', async () => {
    const id = 'ana@example.com';
    const address = { email: 'Ana.Kovac@example.com', phone: '+38640123456' };
    expect((await shop.call('PUT', userPath(id), address)).status).toBe(201);
    await other.call('PUT', userPath('ana'), { email: 'ana.kovac@example.com' });
    const { id: recordId } = await factors.stored(id);
    const found = async (who: SignedInAdmin, text: string) =>
      (await search(who, text)).body.users.map((user) => [user.id, user.foundBy]);
    expect(await found(viewer, id)).toEqual([[id, 'id']]);
    expect(await found(viewer, ' ana.kovac@example.com ')).toEqual([[id, 'email']]);
    expect(await found(viewer, '+386 40 123 456')).toEqual([[id, 'phone']]);
    expect(await found(viewer, recordId)).toEqual([[id, 'record']]);
    expect(await found(viewer, 'ana')).toEqual([]);
    expect(await found(viewer, '{"$gt":""}')).toEqual([]);
    expect(await found(stranger, recordId)).toEqual([]);
    expect(await found(stranger, 'ana.kovac@example.com')).toEqual([['ana', 'email']]);
    const text = JSON.stringify((await search(viewer, 'ana.kovac@example.com')).body);
    expect(text).not.toMatch(/kovac|40123456/i);
    const owner = await newSignedInAdmin(whole, { role: 'owner' });
    expect((await found(owner, 'ana.kovac@example.com')).map(([one]) => one).toSorted()).toEqual(['ana', id]);
    expect((await search(viewer, id, { application: other.applicationId })).status).toBe(404);
  });

  test('the list tells factors, recovery codes, sign-in, limits and open resets, and no foreign user', async () => {
    const { id } = await factors.enrolled();
    await change(id, { failedChecks: 12, lastFailedAt: Date.now(), lastSignInAt: 1_700_000_000_000 });
    await requestReset(whole.opened.context, { applicationId: shop.applicationId, externalId: id });
    const query = `/admin/v1/users?application=${shop.applicationId}&id=${id}`;
    const { body } = await viewer.call<{ users: object[] }>('GET', query);
    expect(body.users).toMatchObject([
      {
        id,
        activeFactors: 1,
        recoveryCodesLeft: 10,
        lastSignInAt: '2023-11-14T22:13:20.000Z',
        failedChecks: { count: 12, state: 'waiting' },
        openReset: 'requested',
      },
    ]);
    expect((await stranger.call('GET', query)).status).toBe(404);
    const all = await stranger.call<{ users: { applicationId: string }[] }>('GET', '/admin/v1/users');
    expect(new Set(all.body.users.map(({ applicationId }) => applicationId))).toEqual(new Set([other.applicationId]));
  });

  test('one page tells what a user has, and reading it begins no grace period', async () => {
    const enrolled = await factors.enrolled();
    const { id } = enrolled;
    await shop.call('PUT', userPath(id), { email: `${id}@example.com`, emailVerified: true });
    const challengeId = await factors.challenge(id);
    await factors.check(challengeId, enrolled.next());
    await change(id, { requirement: 'required', requiredSince: null });
    const view = await read(id);
    expect(view).toMatchObject({
      mfa: { required: true, reason: 'user_required' },
      factors: [
        { type: 'totp', status: 'active', address: null },
        { type: 'email', address: expect.stringMatching(/^p\*+@e\*+\.com$/) },
      ],
      recoveryCodes: { left: 10, made: 10 },
      failedChecks: { count: 0, stop: 100, state: 'free' },
      reset: { how: 'mailed', checklist: ['Birthday?'], hasMail: true },
      addresses: [{ channel: 'email', sends: { day: { limit: 20 } }, stopped: false }],
      resets: [],
    });
    expect(JSON.stringify(view)).not.toContain(`${id}@example.com`);
    expect((await factors.stored(id)).requiredSince).toBeNull();
  });

  test('each act says who did it and why, and takes away what it says', async () => {
    const { id, factor } = await factors.enrolled();
    const user = { applicationId: shop.applicationId, externalId: id };
    const authority = { actor: 'key:test', isAdmin: true, proof: undefined };
    const made = await createAppPassword(whole.opened.context, {
      ...user,
      authority,
      input: { name: 'Backup', reveal: false },
    });
    const act = (who: SignedInAdmin, more: string) => who.call('POST', path(id, more), { reason });
    expect((await act(support, `/app-passwords/${made.id}/revoke`)).status).toBe(204);
    expect((await read(id)).appPasswords).toEqual([]);
    expect(await auditOf(id, 'app_password.revoke')).toMatchObject([
      { actor: `admin:${support.id}`, reason, phase: 'intended' },
      { phase: 'done' },
    ]);
    expect((await act(admin, `/factors/${factor}/remove`)).status).toBe(204);
    expect(await read(id)).toMatchObject({ activeFactors: 0, recoveryCodes: null });
    expect(await auditOf(id, 'factor.remove')).toMatchObject([{ actor: `admin:${admin.id}`, reason }, {}]);
    const requirement = await admin.call('PUT', path(id, '/requirement'), { required: true, reason });
    expect(requirement.status).toBe(204);
    expect(await read(id)).toMatchObject({ requirement: 'required', mfa: { reason: 'user_required' } });
    expect((await act(admin, '/disable')).status).toBe(204);
    expect((await auditOf(id, 'user.disable'))[0]).toMatchObject({ actor: `admin:${admin.id}`, reason });
  });

  test('a release forgets failed checks, and with `addresses` what the addresses have used up', async () => {
    const id = await factors.someone({ email: 'released@example.com' });
    await shop.call('POST', '/v1/challenges', { channel: 'email', to: 'released@example.com' });
    await change(id, { failedChecks: 100, lastFailedAt: Date.now() });
    expect(await read(id)).toMatchObject({
      failedChecks: { state: 'stopped', blockedUntil: null },
      addresses: [{ sends: { day: { used: 1 } } }],
    });
    const release = (more = {}) =>
      support.call('POST', '/admin/v1/limits/release-user', {
        applicationId: shop.applicationId,
        user: id,
        reason,
        ...more,
      });
    expect((await release()).status).toBe(204);
    expect(await read(id)).toMatchObject({
      failedChecks: { count: 0, state: 'free' },
      addresses: [{ sends: { day: { used: 1 } } }],
    });
    await release({ addresses: true });
    expect((await read(id)).addresses).toMatchObject([{ sends: { day: { used: 0 } } }]);
  });

  test('a request of a user is approved with the checklist, or refused', async () => {
    const id = await factors.someone({ email: 'lost@example.com', emailVerified: true });
    const { context } = whole.opened;
    const user = { applicationId: shop.applicationId, externalId: id };
    await requestReset(context, user);
    const start = (passed: boolean) =>
      support.call<{ status: string }>('POST', '/admin/v1/resets', {
        application: shop.applicationId,
        user: id,
        reason,
        checklist: [{ question: 'Birthday?', passed }],
      });
    expect((await start(false)).status).toBe(403);
    expect((await read(id)).openReset).toBe('requested');
    expect((await start(true)).body.status).toBe('mailed');
    expect(await read(id)).toMatchObject({
      openReset: 'mailed',
      resets: [{ status: 'mailed', actor: `admin:${support.id}` }, { status: 'refused' }, { status: 'done' }],
    });
    const resetId = (await read(id)).resets[0]?.id ?? '';
    const cancel = { reason: 'They found it' };
    expect((await stranger.call('POST', `/admin/v1/resets/${resetId}/cancel`, cancel)).status).toBe(404);
    expect((await support.call('POST', `/admin/v1/resets/${resetId}/cancel`, cancel)).status).toBe(200);
    expect((await read(id)).openReset).toBeNull();
    await requestReset(context, user);
    const requested = (await read(id)).resets[0]?.id ?? '';
    const refused = await support.call<{ status: string }>('POST', `/admin/v1/resets/${requested}/cancel`, cancel);
    expect(refused.body.status).toBe('refused');
  });

  test('an erasure needs the id once more', async () => {
    const id = await factors.someone({ email: 'gone@example.com' });
    const { id: target } = await factors.stored(id);
    const wrong = await admin.call<{ errors: object[] }>('POST', path(id, '/erase'), { confirm: 'gone', reason });
    expect(wrong).toMatchObject({ status: 400, body: { errors: [{ field: 'confirm' }] } });
    expect((await admin.call('POST', path(id, '/erase'), { confirm: id, reason })).status).toBe(204);
    expect((await viewer.call('GET', path(id))).status).toBe(404);
    const entries = await whole.opened.context.store.audit.list({ target: { equals: target } });
    expect(entries.at(-1)).toMatchObject({ action: 'user.delete', phase: 'done', reason, actor: `admin:${admin.id}` });
  });

  test('who must wait and who is stopped is listed with until when, each in their own list', async () => {
    const ids = await Promise.all(['free', 'waits', 'waited', 'stopped'].map(() => factors.someone()));
    const [free = '', waits = '', waited = '', stopped = ''] = ids;
    const now = Date.now();
    await change(free, { failedChecks: 9, lastFailedAt: now });
    await change(waits, { failedChecks: 14, lastFailedAt: now });
    await change(waited, { failedChecks: 10, lastFailedAt: now - 31_000 });
    await change(stopped, { failedChecks: 100, lastFailedAt: now - 10 * hour });
    const list = async (who: SignedInAdmin, state: string, more = '') =>
      (
        await who.call<{ users: WholeUserView[]; nextCursor: string | null }>(
          'GET',
          `/admin/v1/limits/users?state=${state}${more}`,
        )
      ).body;
    const waiting = (await list(viewer, 'waiting')).users.filter(({ id }) => ids.includes(id));
    expect(waiting).toMatchObject([
      { id: waits, failedChecks: { blockedUntil: new Date(now + 30_000 * 16).toISOString() } },
    ]);
    expect((await list(viewer, 'stopped')).users).toMatchObject([{ id: stopped, failedChecks: { state: 'stopped' } }]);
    expect((await list(stranger, 'stopped')).users).toEqual([]);
    const foreign = `/admin/v1/limits/users?state=stopped&application=${shop.applicationId}`;
    expect((await stranger.call('GET', foreign)).status).toBe(404);
    await change(free, { failedChecks: 100 });
    const first = await list(viewer, 'stopped', '&limit=1');
    const second = await list(viewer, 'stopped', `&limit=1&cursor=${first.nextCursor}`);
    expect([...first.users, ...second.users].map(({ id }) => id).toSorted()).toEqual([free, stopped].toSorted());
    expect(second.nextCursor).toBeNull();
  });
});
