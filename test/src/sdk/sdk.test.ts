import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startWholeApi, type WholeApi } from '@otpost/api/testing/start-whole-api';
import { createOtpost, type Otpost, OtpostError } from '@otpost/sdk';
import { eventually } from '../servers/eventually.js';
import { earlierCode, totpApp } from '../users/totp-app.js';
import { type CuttingProxy, startCuttingProxy } from './cutting-proxy.js';

let whole: WholeApi;
let proxy: CuttingProxy;
let otpost: Otpost;
/** The same application by a key that must show proofs. */
let careful: Otpost;
beforeAll(async () => {
  whole = await startWholeApi();
  proxy = await startCuttingProxy(whole.url);
  const settings = { returnUrls: ['https://shop.example/account'], policy: { trustedDeviceDays: 30 } };
  const { applicationId, key } = await whole.addApplication('shop', settings);
  const asked = await fetch(`${whole.url}/admin/v1/applications/${applicationId}/keys`, {
    method: 'POST',
    headers: { authorization: `Bearer ${whole.adminKey}`, 'content-type': 'application/json' },
    body: JSON.stringify({ scopes: ['challenges', 'users'] }),
  });
  const made = (await asked.json()) as { key: string };
  await whole.opened.context.settings.refresh();
  otpost = createOtpost({ baseUrl: proxy.url, apiKey: key });
  careful = createOtpost({ baseUrl: proxy.url, apiKey: made.key });
}, 60_000);
afterAll(async () => {
  await proxy.close();
  await whole.close();
});

async function errorOf(call: Promise<unknown>): Promise<OtpostError> {
  const error = await call.catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(OtpostError);
  return error as OtpostError;
}

const wrong = (code: string): string => String((Number(code) + 1) % 1_000_000).padStart(6, '0');

describe('a challenge by address', () => {
  test('a wrong code is an answer, the right one lets in, and a second check is an error', async () => {
    const { id, status, to } = await otpost.challenges.create({ channel: 'email', to: 'one@example.com' });
    expect([status, to]).toEqual(['pending', 'o***@e***.com']);
    const code = await whole.codeOf(id);
    expect(await otpost.challenges.check(id, { code: wrong(code) })).toEqual({
      status: 'pending',
      valid: false,
      checksLeft: 4,
      reason: 'wrong_code',
    });
    expect(await otpost.challenges.check(id, { code })).toMatchObject({ status: 'approved', valid: true });
    expect((await errorOf(otpost.challenges.check(id, { code }))).code).toBe('challenge_already_approved');
  });

  test('when an answer is lost the repeat does nothing twice: one send, one check', async () => {
    const before = proxy.passed();
    proxy.cutNext();
    const { id } = await otpost.challenges.create({ channel: 'email', to: 'two@example.com', session: 'a' });
    expect(proxy.passed() - before).toBe(2);
    expect((await otpost.challenges.get(id)).sends).toHaveLength(1);
    const code = await whole.codeOf(id);
    proxy.cutNext();
    expect((await otpost.challenges.check(id, { code: wrong(code) })).checksLeft).toBe(4);
    proxy.cutNext();
    expect(await otpost.challenges.check(id, { code })).toMatchObject({ valid: true, checksLeft: 3 });
  });

  test('errors say what the API says', async () => {
    const { id, delivery } = await otpost.challenges.create({ channel: 'email', to: 'three@example.com' });
    expect(delivery?.status).toBe('queued');
    const early = await errorOf(otpost.challenges.resend(id));
    expect(early).toMatchObject({ code: 'rate_limited', status: 429, limit: 'cooldown' });
    expect(early.retryAfterSeconds).toBeGreaterThan(0);
    expect(early.requestId).toMatch(/^req_/);
    const invalid = await errorOf(otpost.challenges.create({ channel: 'email', to: 'nobody', ip: 'here' }));
    expect(invalid.code).toBe('invalid_request');
    expect(invalid.errors.map(({ field }) => field)).toContain('ip');
    expect((await errorOf(otpost.challenges.get('ch_none'))).code).toBe('challenge_not_found');
    expect((await otpost.challenges.cancel(id)).status).toBe('canceled');
    const stranger = createOtpost({ baseUrl: whole.url, apiKey: `otp_live_abcd1234_${'x'.repeat(49)}` });
    expect((await errorOf(stranger.challenges.get(id))).code).toBe('unauthenticated');
  });
});

describe('the life of a user', () => {
  let code: (now: number) => string;
  let recoveryCodes: readonly string[];

  test('an authenticator app is set up once, though an answer is lost', async () => {
    await otpost.users.put('ada', { email: 'ada@example.com', name: 'Ada' });
    expect((await otpost.users.mfa('ada')).enrolled).toBe(false);
    proxy.cutNext();
    const factor = await careful.factors.begin('ada', { type: 'totp', name: 'Phone' });
    expect((await careful.factors.list('ada')).factors).toHaveLength(1);
    code = totpApp(factor.secret ?? '');
    proxy.cutNext();
    const confirmed = await careful.factors.confirm('ada', factor.id, { code: await earlierCode(code) });
    recoveryCodes = confirmed.recoveryCodes ?? [];
    expect([confirmed.valid, recoveryCodes.length]).toEqual([true, 10]);
    expect((await otpost.users.mfa('ada')).enrolled).toBe(true);
  });

  test('a proof opens one change', async () => {
    const factor = (await careful.factors.list('ada')).factors[0]?.id ?? '';
    expect((await careful.factors.rename('ada', factor, { name: 'Old phone' })).name).toBe('Old phone');
    expect((await errorOf(careful.recoveryCodes.make('ada'))).code).toBe('proof_required');
    const { id: proof } = await careful.challenges.create({ channel: 'any', user: 'ada', purpose: 'proof' });
    expect((await careful.challenges.check(proof, { code: code(Date.now()) })).valid).toBe(true);
    recoveryCodes = (await careful.recoveryCodes.make('ada', { proof })).recoveryCodes;
    expect((await errorOf(careful.recoveryCodes.make('ada', { proof }))).code).toBe('proof_required');
  });

  test('a recovery code is right once, in a challenge and without', async () => {
    const { id } = await careful.challenges.create({ channel: 'any', user: 'ada' });
    const [first = '', second = ''] = recoveryCodes;
    expect(await careful.challenges.check(id, { code: first })).toMatchObject({ valid: true, usedRecoveryCode: true });
    expect((await careful.recoveryCodes.check('ada', { code: second })).valid).toBe(true);
    expect((await careful.recoveryCodes.check('ada', { code: second })).valid).toBe(false);
  });

  test('app passwords, page sessions, lists and the end', async () => {
    const { password = '', id } = await otpost.appPasswords.create('ada', { name: 'Backup' });
    expect(await otpost.appPasswords.check('ada', { password })).toMatchObject({ valid: true, id, name: 'Backup' });
    await otpost.appPasswords.revoke('ada', id);
    expect((await otpost.appPasswords.list('ada')).appPasswords).toEqual([]);

    const returnUrl = 'https://shop.example/account';
    const session = await otpost.pageSessions.create({ user: 'ada', flow: 'manage', returnUrl });
    expect(session.url).toContain('#');
    expect((await otpost.pageSessions.result(session.id)).status).toBe('waiting');

    await otpost.users.put('grace/1', { name: 'Grace' });
    const ids: string[] = [];
    for await (const user of otpost.users.all({ limit: 1 })) ids.push(user.id);
    expect(ids.toSorted()).toEqual(['ada', 'grace/1']);
    await otpost.users.erase('grace/1');
    expect((await errorOf(otpost.users.get('grace/1'))).code).toBe('not_found');
    expect((await otpost.users.setRequirement('ada', { required: true, reason: 'Ticket 7' })).requirement).toBe(
      'required',
    );
    await otpost.users.disable('ada', { actor: 'support', reason: 'Ticket 7' });
    expect((await otpost.users.mfa('ada')).enrolled).toBe(false);
  });
});

test('a webhook is changed by its version, and a lost answer of a create makes no second one', async () => {
  proxy.cutNext();
  const made = await otpost.webhooks.create({ url: 'https://shop.example/otpost', events: ['challenge.approved'] });
  expect(made.secret).toMatch(/^whsec_/);
  expect((await otpost.webhooks.list()).webhooks.map(({ id }) => id)).toEqual([made.id]);
  const { version } = await otpost.webhooks.update(made.id, { version: made.version, description: 'The shop' });
  const late = await errorOf(otpost.webhooks.update(made.id, { version: made.version, enabled: false }));
  expect(late).toMatchObject({ code: 'conflict', current: { version } });
  await otpost.webhooks.delete(made.id);
});

test('with Redis away it says which part is not there, and a recovery code is right all the same', async () => {
  await otpost.users.put('lin', { name: 'Lin' });
  const { id, secret = '' } = await otpost.factors.begin('lin', { type: 'totp', name: 'Phone' });
  const { recoveryCodes } = await otpost.factors.confirm('lin', id, { code: totpApp(secret)(Date.now()) });
  const code = recoveryCodes?.[0] ?? '';
  process.kill(whole.redis.processId, 'SIGSTOP');
  try {
    const create = { channel: 'email', to: 'four@example.com' } as const;
    const error = await eventually('Redis hangs', () =>
      otpost.challenges.create(create).then(
        () => undefined,
        (thrown: unknown) => thrown,
      ),
    );
    expect(error).toMatchObject({ code: 'unavailable', status: 503, dependency: 'redis' });
    expect(await otpost.recoveryCodes.check('lin', { code })).toMatchObject({ valid: true });
  } finally {
    process.kill(whole.redis.processId, 'SIGCONT');
  }
}, 60_000);
