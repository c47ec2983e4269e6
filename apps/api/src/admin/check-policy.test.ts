import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { PolicyCheck } from '@otpost/core/policy/check-policy';
import { requireUser } from '@otpost/core/user/require-user';
import { type AdminClient, newAdminClient } from '../testing/admin-client.js';
import { startWholeApi, type WholeApi } from '../testing/start-whole-api.js';
import { newUserClient, type UserClient } from '../testing/user-client.js';

describe('what the next sign-in asks of a user', () => {
  let whole: WholeApi;
  let admin: AdminClient;
  let shop: UserClient;
  beforeAll(async () => {
    whole = await startWholeApi();
    admin = newAdminClient(whole);
    const rules = [{ name: 'Staff', when: { attributes: { staff: true } }, requirement: 'required' }];
    shop = await newUserClient(whole, 'shop', { policy: { rules: rules as never } });
  });
  afterAll(() => whole.close());

  const put = (id: string, user: object) => shop.call('PUT', `/v1/users/${id}`, user);
  const check = (user: string, policy?: object) =>
    admin<PolicyCheck>('POST', '/policies/check', { application: shop.applicationId, user, ...(policy && { policy }) });

  test('is said by outcome, words and the rule that decides', async () => {
    await put('guest', {});
    await put('staff', { attributes: { staff: true } });
    await put('owner', { attributes: { staff: true }, email: 'owner@example.com', emailVerified: true });
    expect((await check('guest')).body).toMatchObject({
      present: { outcome: 'nothing', decidedBy: 'policy', rule: null },
      proposed: null,
    });
    expect((await check('staff')).body.present).toMatchObject({ outcome: 'set_up', decidedBy: 'rule', rule: 'Staff' });
    const { present } = (await check('owner')).body;
    expect(present).toMatchObject({ outcome: 'second_factor', usableFactors: ['email'] });
    expect(present.sentence).toBe(
      'The user is asked for a code by email. The policy requires a second factor by a rule. Rule: "Staff".',
    );
    expect(JSON.stringify(present)).not.toContain('owner@');
  });

  test('is said for a policy that is not saved yet, and begins no grace period', async () => {
    await put('newcomer', {});
    const answer = await check('newcomer', { requirement: 'required', graceDays: 7 });
    expect(answer.body).toMatchObject({ present: { outcome: 'nothing' }, proposed: { outcome: 'later' } });
    const { applicationId } = shop;
    const stored = await requireUser(whole.opened.context, { applicationId, externalId: 'newcomer' });
    expect(stored.requiredSince).toBeNull();
  });

  test('of a service account is an app password', async () => {
    await put('robot', { type: 'service' });
    expect((await check('robot')).body.present).toMatchObject({ outcome: 'app_password', usableFactors: [] });
  });

  test('is not found for an unknown user or application, and refused for a policy out of bounds', async () => {
    expect(await check('nobody')).toMatchObject({ status: 404 });
    const elsewhere = await admin('POST', '/policies/check', { application: 'app_none', user: 'guest' });
    expect(elsewhere).toMatchObject({ status: 404 });
    expect(await check('guest', { graceDays: 900 })).toMatchObject({
      status: 400,
      body: { errors: [{ field: 'policy.graceDays' }] },
    });
  });
});
