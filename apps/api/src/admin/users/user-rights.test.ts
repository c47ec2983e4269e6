import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { requireUser } from '@otpost/core/user/require-user';
import { userPath } from '../../testing/factor-client.js';
import { newSignedInAdmin, type SignedInAdmin } from '../../testing/signed-in-admin.js';
import type { WholeApi } from '../../testing/start-whole-api.js';
import { storeStarts } from '../../testing/store-starts.js';
import { newUserClient, type UserClient } from '../../testing/user-client.js';

const stores = await storeStarts();
afterAll(() => stores.stop());

const reason = 'Called back';

describe.each(stores.starts)('who may do what to which user on %s', (_, start) => {
  let whole: WholeApi;
  let shop: UserClient;
  let viewer: SignedInAdmin;
  let support: SignedInAdmin;
  let admin: SignedInAdmin;
  let stranger: SignedInAdmin;
  beforeAll(async () => {
    whole = await start();
    shop = await newUserClient(whole, 'shop');
    const other = await newUserClient(whole, 'other');
    const own = { applications: [shop.applicationId] };
    viewer = await newSignedInAdmin(whole, { role: 'viewer', ...own });
    support = await newSignedInAdmin(whole, { role: 'support', ...own });
    admin = await newSignedInAdmin(whole, { role: 'admin', ...own });
    stranger = await newSignedInAdmin(whole, { role: 'owner', applications: [other.applicationId] });
    await shop.call('PUT', userPath('kept'), {});
  });
  afterAll(() => whole.close());

  const path = (id: string, more = '') => `/admin/v1/users/${shop.applicationId}/${id}${more}`;

  const acts = [
    ['viewer', 'GET', '', undefined],
    ['admin', 'POST', '/disable', { reason }],
    ['admin', 'PUT', '/requirement', { required: true, reason }],
    ['admin', 'POST', '/erase', { confirm: 'kept', reason }],
    ['admin', 'POST', '/factors/fct_1/remove', { reason }],
    ['support', 'POST', '/app-passwords/app_1/revoke', { reason }],
    ['support', 'POST', '/trusted-devices/tdv_1/revoke', { reason }],
  ] as const;

  test.each(acts)('least %s: %s %s', async (role, method, more, body) => {
    expect((await stranger.call(method, path('kept', more), body)).status).toBe(404);
    const unknown = path('nobody', more);
    const least = { viewer, support, admin }[role];
    const forNobody = body && 'confirm' in body ? { ...body, confirm: 'nobody' } : body;
    expect((await least.call(method, unknown, forNobody)).status).toBe(404);
    const lesser = { viewer: undefined, support: viewer, admin: support }[role];
    if (lesser) expect((await lesser.call(method, path('kept', more), body)).status).toBe(403);
    expect((await viewer.call('GET', path('kept'))).status).toBe(200);
  });

  test.each([
    ['POST', '/admin/v1/resets', (application: string) => ({ application, user: 'kept', reason })],
    ['POST', '/admin/v1/limits/release-user', (applicationId: string) => ({ applicationId, user: 'kept', reason })],
    [
      'POST',
      '/admin/v1/limits/read',
      (applicationId: string) => ({ applicationId, channel: 'email', address: 'a@example.com' }),
    ],
    [
      'POST',
      '/admin/v1/limits/release',
      (applicationId: string) => ({ applicationId, channel: 'email', address: 'a@example.com', reason }),
    ],
    [
      'POST',
      '/admin/v1/suppressions',
      (applicationId: string) => ({ applicationId, channel: 'email', address: 'a@example.com', reason: 'complaint' }),
    ],
  ])('%s %s finds no foreign application', async (method, at, body) => {
    const answer = await stranger.call<{ code: string }>(method, at, body(shop.applicationId));
    expect(answer).toMatchObject({ status: 404, body: { code: 'not_found' } });
  });

  test('a foreign suppression is neither listed nor ended', async () => {
    const input = {
      applicationId: shop.applicationId,
      channel: 'email',
      address: 'b@example.com',
      reason: 'complaint',
    };
    const made = await support.call<{ id: string }>('POST', '/admin/v1/suppressions', input);
    expect(made.status).toBe(201);
    const list = await stranger.call<{ suppressions: object[] }>('GET', '/admin/v1/suppressions');
    expect(list.body.suppressions).toEqual([]);
    const end = `/admin/v1/suppressions/${made.body.id}/end`;
    expect((await stranger.call('POST', end, { reason })).status).toBe(404);
    expect((await viewer.call('POST', end, { reason })).status).toBe(403);
    expect((await support.call('POST', end, { reason })).status).toBe(204);
  });

  test('a page that the admins would be on is filled with what comes behind them', async () => {
    const { context } = whole.opened;
    const kept = await requireUser(context, { applicationId: shop.applicationId, externalId: 'kept' });
    for (const letter of ['A', 'B', 'C']) {
      const id = `usr_${letter.repeat(22)}`;
      await context.store.users.insert({ ...kept, id, applicationId: 'app_console', createdAt: kept.createdAt + 1 });
    }
    const owner = await newSignedInAdmin(whole, { role: 'owner' });
    const { body } = await owner.call<{ users: { applicationId: string }[]; nextCursor: string | null }>(
      'GET',
      '/admin/v1/users?limit=1',
    );
    expect(body.users).toMatchObject([{ id: 'kept', applicationId: shop.applicationId }]);
    expect(body.nextCursor).toBeNull();
  });
});
