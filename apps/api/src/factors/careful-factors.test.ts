import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { totpApp } from '@otpost/test/users/totp-app';
import type { Problem } from '../http/problem.js';
import { debianTools, readQrCode } from '../testing/debian-tools.js';
import { type FactorClient, newFactorClient, userPath } from '../testing/factor-client.js';
import type { WholeApi } from '../testing/start-whole-api.js';
import { storeStarts } from '../testing/store-starts.js';
import { newUserClient } from '../testing/user-client.js';

const stores = await storeStarts();
afterAll(() => stores.stop());

const tools = debianTools();
const secret = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';
const now = (shown: string | undefined): string => totpApp(shown ?? '')(Date.now());
/** Modules on a side of a QR code of version 10 (ISO/IEC 18004). */
const modulesOfVersion10 = 57;

describe.each(stores.starts)('factors that race, repeat and are too long, on %s', (_store, start) => {
  let whole: WholeApi;
  let shop: FactorClient;
  beforeAll(async () => {
    whole = await start();
    shop = newFactorClient(whole, await newUserClient(whole, 'shop', { brand: { name: 'Shop' } }));
  });
  afterAll(() => whole.close());

  test('a whole factor that is moved to another user does not open', async () => {
    const [one, other] = [await shop.enrolled(), await shop.enrolled()];
    const [victim, thief] = [await shop.stored(one.id), await shop.stored(other.id)];
    const { users } = whole.opened.context.store;
    await users.replace({ ...victim, version: victim.version + 1, factors: thief.factors }, victim.version);
    const check = await shop.check<Problem>(await shop.challenge(one.id), other.next());
    expect(check.status).toBe(500);
  });

  test('of two first factors confirmed at once one brings codes, which work; the other owes a proof', async () => {
    const id = await shop.someone();
    const begun = await Promise.all(['A', 'B'].map((name) => shop.begin(id, { type: 'totp', name })));
    const done = await Promise.all(begun.map(({ body }) => shop.confirm(id, body.id, { code: now(body.secret) })));
    expect(done.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 403]);
    const shown = done.flatMap(({ body }) => body.recoveryCodes ?? []);
    expect(shown).toHaveLength(10);
    expect((await shop.useRecoveryCode(id, shown[0] ?? '')).body.valid).toBe(true);
  });

  test('a name that was taken meanwhile gets a number', async () => {
    const id = await shop.someone();
    const [one, other] = [
      await shop.begin(id, { type: 'totp', name: 'Phone' }),
      await shop.begin(id, { type: 'totp', name: 'Phone' }),
    ];
    await shop.confirm(id, one.body.id, { code: now(one.body.secret) });
    const proof = await shop.proofOf(id, totpApp(one.body.secret ?? '')(Date.now() + 30_000));
    const path = userPath(id, `/factors/${other.body.id}/confirm`);
    const confirmed = await shop.client.call('POST', path, { code: now(other.body.secret) }, proof);
    expect(confirmed.body).toMatchObject({ valid: true, factor: { name: 'Phone 2' } });
  });

  test('a pending factor keeps no name', async () => {
    const own = await shop.enrolled();
    await shop.begin(own.id, { type: 'totp', name: 'Free' }, { key: shop.client.adminKey });
    const renamed = await shop.client.call('PATCH', userPath(own.id, `/factors/${own.factor}`), { name: 'Free' });
    expect(renamed.status).toBe(200);
  });

  test('a request that is refused for its name or its address costs no proof and sends nothing', async () => {
    const own = await shop.enrolled();
    const proof = await shop.proofOf(own.id, own.next());
    expect((await shop.begin<Problem>(own.id, { type: 'totp' }, proof)).body.code).toBe('conflict');
    const wrong = await shop.begin<Problem>(own.id, { type: 'email', name: 'Mail', to: 'no address' }, proof);
    expect(wrong.body).toMatchObject({ code: 'invalid_request', errors: [{ field: 'to' }] });
    expect((await shop.begin(own.id, { type: 'totp', name: 'Second' }, proof)).status).toBe(201);
  });

  test('names that are too long for a picture are cut, and the picture stays coarse enough', async () => {
    const brand = { name: '漢'.repeat(50) };
    const long = newFactorClient(whole, await newUserClient(whole, '漢'.repeat(100), { brand }));
    const { status, body } = await long.begin(await long.someone({ name: '漢😀'.repeat(60) }), { type: 'totp' });
    expect(status).toBe(201);
    const side = Number(/viewBox="0 0 (\d+)/.exec(body.qr?.svg ?? '')?.[1]) - 8;
    expect(side).toBeLessThanOrEqual(modulesOfVersion10);
    expect(new URL(body.uri ?? '').searchParams.get('issuer')).toMatch(/^漢+$/);
    if (tools.zbarimg) expect(readQrCode(body.qr?.png ?? '')).toBe(body.uri);
  });

  test('a secret that is taken over again is the factor that it was; the user is told once', async () => {
    const id = await shop.someone({ email: 'taken@example.com', emailVerified: true });
    const take = (more: object = {}) =>
      shop.begin(id, { type: 'totp', secret: 'JBSWY3DPEHPK3PXP', ...more }, { key: shop.client.adminKey });
    const { notices } = whole.opened.context.store;
    const before = (await notices.list({})).length;
    const first = await take();
    expect(first.status).toBe(201);
    const again = await take({ name: 'Another name' });
    expect({ status: again.status, id: again.body.id }).toEqual({ status: 200, id: first.body.id });
    expect((await notices.list({})).length - before).toBe(1);
    expect((await shop.mfa(id)).factors).toContainEqual(expect.objectContaining({ type: 'totp', weak: true }));
    await shop.begin(id, { type: 'totp', name: 'Quiet', secret, notify: false }, { key: shop.client.adminKey });
    expect((await notices.list({})).length - before).toBe(1);
  });

  test('a recovery code that was used by itself is in the audit log', async () => {
    const own = await shop.enrolled();
    await shop.useRecoveryCode(own.id, own.recoveryCodes[0] ?? '');
    const target = { equals: (await shop.stored(own.id)).id };
    const entries = await whole.opened.context.store.audit.list({ target });
    expect(entries.map(({ action }) => action)).toContain('recovery_code.use');
  });
});
