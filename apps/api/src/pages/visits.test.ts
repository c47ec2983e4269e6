import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { CheckView } from '@otpost/core/challenge/challenge-schemas';
import type { BegunFactor, ConfirmedFactor } from '@otpost/core/factor/factor-schemas';
import type { VisitChallenge } from '@otpost/core/page-session/visit-challenge';
import { totpApp } from '@otpost/test/users/totp-app';
import type { Problem } from '../http/problem.js';
import { type FactorClient, newFactorClient, userPath } from '../testing/factor-client.js';
import type { WholeApi } from '../testing/start-whole-api.js';
import { storeStarts } from '../testing/store-starts.js';
import { newUserClient } from '../testing/user-client.js';
import { newVisit, type VisitClient, visitReturnUrl } from '../testing/visit-client.js';

const stores = await storeStarts();
afterAll(() => stores.stop());

type Refusal = Pick<Problem, 'code'>;

const returnUrls = [visitReturnUrl];
const now = (secret: string | undefined): string => totpApp(secret ?? '')(Date.now());

describe.each(stores.starts)('visits to the hosted pages, on %s', (_store, start) => {
  let whole: WholeApi;
  beforeAll(async () => {
    whole = await start();
  });
  afterAll(() => whole.close());

  async function shopWith(name: string, policy: object): Promise<FactorClient> {
    return newFactorClient(whole, await newUserClient(whole, name, { returnUrls, policy }));
  }
  const visit = (shop: FactorClient, id: string, flow = 'challenge') => newVisit(whole, shop.client, id, flow);
  const ask = (on: VisitClient, factor: string) => on.call<VisitChallenge & Refusal>('POST', '/challenge', { factor });
  const answer = (on: VisitClient, body: object) => on.call<CheckView>('POST', '/challenge/check', body);
  const begin = (on: VisitClient, body: object, proof?: string) =>
    on.call<BegunFactor & Refusal>('POST', '/factors', body, proof);

  test('a device is trusted by the application when the user asked for it, by a factor and not by a recovery code', async () => {
    const shop = await shopWith('trusting', { requirement: 'required', trustedDeviceDays: 30 });
    const own = await shop.enrolled();
    const signIn = await visit(shop, own.id);
    expect((await signIn.state()).policy.trustedDeviceDays).toBe(30);
    await ask(signIn, own.factor);
    await answer(signIn, { code: own.next(), trustDevice: true });
    const result = await signIn.result();
    expect(result).toMatchObject({ approved: true, trustDevice: true, usedRecoveryCode: false });
    expect((await signIn.state()).isApproved).toBe(true);
    const devices = userPath(own.id, '/trusted-devices');
    const device = { name: 'Firefox', challenge: result.challengeId };
    const trusted = await shop.client.call<{ id: string; token: string }>('POST', devices, device);
    expect(trusted.status).toBe(201);
    const mfa = () => shop.client.call('GET', userPath(own.id, `/mfa?device=${trusted.body.token}`));
    expect((await mfa()).body).toMatchObject({ required: false, reason: 'trusted_device' });
    expect((await shop.client.call('DELETE', `${devices}/${trusted.body.id}`)).status).toBe(204);
    expect((await mfa()).body).toMatchObject({ required: true });

    const lost = await visit(shop, own.id);
    await ask(lost, own.factor);
    await answer(lost, { code: own.recoveryCodes[0], trustDevice: true });
    expect(await lost.result()).toMatchObject({ approved: true, trustDevice: false, usedRecoveryCode: true });
  });

  test('no device is trusted where the policy asks every time', async () => {
    const shop = await shopWith('asking', { requirement: 'required' });
    const own = await shop.enrolled();
    const signIn = await visit(shop, own.id);
    await ask(signIn, own.factor);
    await answer(signIn, { code: own.next(), trustDevice: true });
    expect(await signIn.result()).toMatchObject({ approved: true, trustDevice: false });
  });

  test('after a recovery code the lost factor is replaced by the right of the sign-in, and nothing else is', async () => {
    const shop = await shopWith('strict', { requirement: 'required', mustReplaceAfterRecoveryCode: true });
    const own = await shop.enrolled();
    const signIn = await visit(shop, own.id);
    const replacement = { type: 'totp', name: 'New phone', replaces: own.factor };
    expect((await begin(signIn, replacement)).body.code).toBe('proof_required');
    await ask(signIn, own.factor);
    expect((await answer(signIn, { code: own.recoveryCodes[0] })).body).toMatchObject({
      valid: true,
      mustReplace: true,
    });
    expect(await signIn.state()).toMatchObject({ isApproved: true, policy: { mustReplace: true } });
    expect((await begin(signIn, { type: 'totp', name: 'Second' })).body.code).toBe('proof_required');
    expect((await signIn.call<Problem>('POST', '/recovery-codes')).body.code).toBe('proof_required');
    expect((await begin(await visit(shop, own.id), replacement)).body.code).toBe('proof_required');

    const { status, body } = await begin(signIn, replacement);
    expect(status).toBe(201);
    const path = `/factors/${body.id}/confirm`;
    const confirmed = await signIn.call<ConfirmedFactor>('POST', path, { code: now(body.secret) });
    expect(confirmed.body.recoveryCodes).toHaveLength(10);
    expect(await shop.mfa(own.id)).toMatchObject({ mustReplace: false });
    expect((await shop.useRecoveryCode(own.id, own.recoveryCodes[1] ?? '')).body.valid).toBe(false);
    const again = { type: 'totp', name: 'Third', replaces: body.id };
    expect((await begin(signIn, again)).body.code).toBe('proof_required');
    const { acts } = await signIn.result();
    expect(acts.map(({ act }) => act)).toEqual(['recovery_code_used', 'approved', 'factor_replaced']);
  });

  test('who left before replacing is asked again, also when a factor answers', async () => {
    const shop = await shopWith('asks-again', { requirement: 'required', mustReplaceAfterRecoveryCode: true });
    const own = await shop.enrolled();
    await shop.useRecoveryCode(own.id, own.recoveryCodes[0] ?? '');
    expect(await shop.mfa(own.id)).toMatchObject({ mustReplace: true });
    const signIn = await visit(shop, own.id);
    await ask(signIn, own.factor);
    await answer(signIn, { code: own.next() });
    expect((await begin(signIn, { type: 'totp', name: 'New', replaces: own.factor })).status).toBe(201);
  });

  test('the address that is known is confirmed before the first factor, though no address may be one', async () => {
    const shop = await shopWith('careful', { verifyBeforeFirst: true, factors: ['totp'] });
    const id = await shop.someone({ email: 'first@example.com' });
    const setUp = await visit(shop, id, 'set-up');
    expect((await setUp.state()).policy.confirmFirst).toBe('f***@e***.com');
    expect((await begin(setUp, { type: 'totp' })).body.code).toBe('proof_required');
    const asked = await ask(setUp, 'own-address');
    expect(asked.body).toMatchObject({ channel: 'email', to: 'f***@e***.com', purpose: 'proof' });
    expect((await begin(setUp, { type: 'totp' }, asked.body.id)).body.code).toBe('proof_required');
    expect((await answer(setUp, { code: await whole.codeOf(asked.body.id) })).body.valid).toBe(true);
    const begun = await begin(setUp, { type: 'totp' }, asked.body.id);
    expect(begun.status).toBe(201);
    expect((await begin(setUp, { type: 'totp', name: 'B' }, asked.body.id)).body.code).toBe('proof_required');
    const path = `/factors/${begun.body.id}/confirm`;
    const confirmed = await setUp.call<ConfirmedFactor>('POST', path, { code: now(begun.body.secret) });
    expect(confirmed.body).toMatchObject({ valid: true });
    expect((await setUp.state()).policy.confirmFirst).toBeNull();

    const nobody = await visit(shop, await shop.someone(), 'set-up');
    expect((await nobody.state()).policy.confirmFirst).toBeNull();
    expect((await ask(nobody, 'own-address')).body.code).toBe('policy_forbids');
  });

  test('on a visit to sign in the code at the known address is no sign-in; the factor that it allowed is', async () => {
    const shop = await shopWith('enrols', { requirement: 'required', verifyBeforeFirst: true, factors: ['totp'] });
    const signIn = await visit(shop, await shop.someone({ email: 'new@example.com' }));
    const asked = await ask(signIn, 'own-address');
    expect(asked.body).toMatchObject({ channel: 'email', purpose: 'proof' });
    expect((await answer(signIn, { code: await whole.codeOf(asked.body.id) })).body.valid).toBe(true);
    expect(await signIn.result()).toMatchObject({ approved: false, acts: [] });
    const begun = await begin(signIn, { type: 'totp' }, asked.body.id);
    await signIn.call('POST', `/factors/${begun.body.id}/confirm`, { code: now(begun.body.secret) });
    expect(await signIn.result()).toMatchObject({ approved: true });
  });

  test('the known address itself may be the first factor, since its code confirms both; another may not', async () => {
    const shop = await shopWith('by-mail', { verifyBeforeFirst: true });
    const id = await shop.someone({ email: 'mine@example.com' });
    const other = await shop.begin<Problem>(id, { type: 'email', to: 'thief@example.com' });
    expect(other.body.code).toBe('proof_required');
    expect((await shop.begin(id, { type: 'email', to: 'mine@example.com' })).status).toBe(201);
  });

  test('who need not set up yet is told until when, and may go on', async () => {
    const shop = await shopWith('graceful', { requirement: 'required', graceDays: 7 });
    const id = await shop.someone();
    const signIn = await visit(shop, id);
    const { policy } = await signIn.state();
    expect(Date.parse(policy.graceEndsAt ?? '')).toBeGreaterThan(Date.now() + 6 * 86_400_000);
    expect(await shop.mfa(id)).toMatchObject({ required: false, graceEndsAt: policy.graceEndsAt });
    expect((await signIn.call('POST', '/session/end')).status).toBe(200);
    expect(await signIn.result()).toMatchObject({ status: 'canceled', approved: false });
  });
});
