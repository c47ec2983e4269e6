import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type BegunFactor, begunFactorSchema, confirmedFactorSchema } from '@otpost/core/factor/factor-schemas';
import type { TotpFactor } from '@otpost/core/user-records';
import { totpApp, untilStepLasts } from '@otpost/test/users/totp-app';
import type { Problem } from '../http/problem.js';
import { debianTools, oathtoolCode, readQrCode } from '../testing/debian-tools.js';
import { type FactorClient, newFactorClient, userPath, wrongFor } from '../testing/factor-client.js';
import type { WholeApi } from '../testing/start-whole-api.js';
import { storeStarts } from '../testing/store-starts.js';
import { newUserClient } from '../testing/user-client.js';

const stores = await storeStarts();
afterAll(() => stores.stop());

const tools = debianTools();

describe.each(stores.starts)('factors on %s', (_store, start) => {
  let whole: WholeApi;
  let shop: FactorClient;
  let strict: FactorClient;
  beforeAll(async () => {
    whole = await start();
    shop = newFactorClient(whole, await newUserClient(whole, 'shop', { brand: { name: 'Shop' } }));
    strict = newFactorClient(whole, await newUserClient(whole, 'strict', { policy: { requirement: 'required' } }));
  });
  afterAll(() => whole.close());

  test('an authenticator app is shown once, counts when a code comes back, and brings ten recovery codes', async () => {
    const id = await shop.someone({ email: 'ada@example.com' });
    const { status, body } = await shop.begin(id, { type: 'totp', name: 'Phone' });
    expect(status).toBe(201);
    expect(begunFactorSchema.parse(body)).toMatchObject({ type: 'totp', name: 'Phone', status: 'pending' });
    expect(body.secret).toMatch(/^[A-Z2-7]{32}$/);
    expect(body.uri).toContain('otpauth://totp/Shop:ada%40example.com?');
    expect(body.qr?.svg).toMatch(/^<svg/);
    expect(await shop.mfa(id)).toMatchObject({ enrolled: false, recoveryCodesLeft: 0 });

    const code = totpApp(body.secret ?? '')(Date.now());
    const wrong = await shop.confirm(id, body.id, { code: wrongFor(code) });
    expect(confirmedFactorSchema.parse(wrong.body)).toMatchObject({ valid: false, reason: 'wrong_code' });
    const right = await shop.confirm(id, body.id, { code });
    expect(confirmedFactorSchema.parse(right.body)).toMatchObject({ valid: true, factor: { status: 'active' } });
    expect(new Set(right.body.recoveryCodes).size).toBe(10);
    expect(await shop.mfa(id)).toMatchObject({ enrolled: true, recoveryCodesLeft: 10 });
    const listed = await shop.client.call('GET', userPath(id, '/factors'));
    expect(JSON.stringify([listed.body, await shop.stored(id)])).not.toContain(body.secret);
    expect((await shop.confirm<Problem>(id, body.id, { code })).body).toMatchObject({ status: 409, code: 'conflict' });
  });

  (tools.oathtool ? test : test.skip)('codes of oathtool are accepted at set-up and at sign-in', async () => {
    const id = await shop.someone();
    const { body } = await shop.begin(id, { type: 'totp' });
    await untilStepLasts();
    const earlier = oathtoolCode(body.secret ?? '', [
      '--now',
      new Date(Date.now() - 30_000).toISOString().replace('T', ' ').replace(/\..*/, ' UTC'),
    ]);
    expect((await shop.confirm(id, body.id, { code: earlier })).body.valid).toBe(true);
    const challenge = await shop.challenge(id);
    const code = oathtoolCode(body.secret ?? '');
    const check = await shop.check(challenge, code);
    expect(check.body).toMatchObject({ status: 'approved', valid: true });
  });

  (tools.zbarimg ? test : test.skip)('the picture, read by zbarimg, is the URI', async () => {
    const { body } = await shop.begin(await shop.someone({ name: 'Ünï & Cø' }), { type: 'totp' });
    expect(readQrCode(body.qr?.png ?? '')).toBe(body.uri);
  });

  test('what is replaced works until the new one is confirmed, and never after; old codes end in the same step', async () => {
    const { id, factor, secret, recoveryCodes, next } = await shop.enrolled();
    const { body } = await shop.begin(id, { type: 'totp', replaces: factor }, await shop.proofOf(id, next()));
    const challenge = await shop.challenge(id);
    const checkOld = (code: string) => shop.check(challenge, code);
    expect((await checkOld(next())).body.valid).toBe(true);

    const code = totpApp(body.secret ?? '')(Date.now());
    const { body: done } = await shop.confirm(id, body.id, { code });
    expect(done.recoveryCodes).toHaveLength(10);
    const factors = (await shop.stored(id)).factors;
    expect(factors.map((one) => one.id)).toEqual([body.id]);
    const later = await shop.challenge(id);
    const old = totpApp(secret)(Date.now());
    const refused = await shop.check(later, old);
    expect(refused.body.valid).toBe(false);
    expect((await shop.useRecoveryCode(id, recoveryCodes[5] ?? '')).body.valid).toBe(false);
  });

  test('one that was begun before there was a factor owes the proof when it is confirmed', async () => {
    const id = await shop.someone();
    const [first, second] = [
      await shop.begin(id, { type: 'totp', name: 'A' }),
      await shop.begin(id, { type: 'totp', name: 'B' }),
    ];
    const codeOf = (made: { body: BegunFactor }) => totpApp(made.body.secret ?? '')(Date.now());
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect((await shop.confirm(id, first.body.id, { code: codeOf(first) })).body.valid).toBe(true);
    const late = await shop.confirm<Problem>(id, second.body.id, { code: codeOf(second) });
    expect(late.body).toMatchObject({ status: 403, code: 'proof_required' });
  });

  test('the last one of a user who must have one stays; where it may go, the codes go with it', async () => {
    const bound = await strict.enrolled();
    const removal = await strict.client.call<Problem>(
      'DELETE',
      userPath(bound.id, `/factors/${bound.factor}`),
      undefined,
      {
        key: strict.client.adminKey,
      },
    );
    expect(removal.body).toMatchObject({ status: 403, code: 'policy_forbids' });
    const free = await shop.enrolled();
    const proof = await shop.proofOf(free.id, free.next());
    const removed = await shop.client.call('DELETE', userPath(free.id, `/factors/${free.factor}`), undefined, proof);
    expect(removed.status).toBe(204);
    expect(await shop.stored(free.id)).toMatchObject({ factors: [], recoveryCodes: null, secondFactor: 'off' });
  });

  test('an address is confirmed by the code that was sent to it', async () => {
    const id = await shop.someone();
    const { status, body } = await shop.begin(id, { type: 'email', to: `new-${id}@example.com` });
    expect({ status, name: body.name }).toMatchObject({ status: 201, name: expect.stringContaining('***') });
    const code = await whole.codeOf(body.challengeId ?? '');
    expect((await shop.confirm(id, body.id, { code: wrongFor(code) })).body).toMatchObject({ valid: false });
    expect((await shop.confirm(id, body.id, { code })).body).toMatchObject({ valid: true, factor: { type: 'email' } });
  });

  test('a secret is taken over by users.admin alone, active at once, a short one marked for renewal', async () => {
    const id = await shop.someone();
    const weak = 'JBSW Y3DP ehpk 3pxp';
    const refused = await shop.begin<Problem>(id, { type: 'totp', secret: weak });
    expect(refused.body).toMatchObject({ status: 403, code: 'forbidden' });
    const admin = { key: shop.client.adminKey };
    const { status, body } = await shop.begin(id, { type: 'totp', secret: weak }, admin);
    expect({ ...body, status }).toMatchObject({ status: 201, weak: true });
    expect(JSON.stringify(body)).not.toContain('JBSWY3DP');
    const challenge = await shop.challenge(id);
    const code = totpApp('JBSWY3DPEHPK3PXP')(Date.now());
    const check = await shop.check(challenge, code);
    expect(check.body.valid).toBe(true);
    expect(await shop.mfa(id)).toMatchObject({ required: true, reason: 'opted_in' });
    const short = await shop.begin<Problem>(id, { type: 'totp', name: 'x', secret: 'JBSWY3DP' }, admin);
    expect(short.body).toMatchObject({ status: 400, errors: [{ field: 'secret' }] });
    const uri = 'otpauth://totp/A:b?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&digits=8&period=60&algorithm=SHA256';
    expect((await shop.begin(id, { type: 'totp', name: 'y', secret: uri }, admin)).status).toBe(201);
    expect((await shop.stored(id)).factors.at(-1)).toMatchObject({
      digits: 8,
      period: 60,
      algorithm: 'SHA256',
      weak: false,
    });
  });

  test('a secret that is moved to another factor does not open', async () => {
    const [one, other] = [await shop.enrolled(), await shop.enrolled()];
    const { users } = whole.opened.context.store;
    const [victim, thief] = [await shop.stored(one.id), await shop.stored(other.id)];
    const [own] = thief.factors as TotpFactor[];
    const [foreign] = victim.factors as TotpFactor[];
    const moved = { ...own, secretSealed: foreign?.secretSealed ?? '' } as TotpFactor;
    await users.replace({ ...thief, version: thief.version + 1, factors: [moved] }, thief.version);
    const challenge = await shop.challenge(other.id);
    const check = await shop.check<Problem>(challenge, one.next());
    expect(check.status).toBe(500);
    expect(JSON.stringify(check.body)).not.toContain(one.secret);
  });

  test('an address is confirmed by its own code alone, not by one that somebody else typed', async () => {
    const [victim, other] = [await shop.someone(), await shop.someone()];
    const to = `shared-${victim}@example.com`;
    const theirs = await shop.begin(other, { type: 'email', to });
    const mine = await shop.begin(victim, { type: 'email', to });
    expect(mine.body.challengeId).not.toBe(theirs.body.challengeId);
    const code = await whole.codeOf(mine.body.challengeId ?? '');
    expect((await shop.confirm(victim, mine.body.id, { code })).body.valid).toBe(true);
    const stolen = await shop.confirm<Problem>(other, theirs.body.id, { code: wrongFor(code) });
    expect(stolen.status).not.toBe(200);
    expect((await shop.stored(other)).factors).toMatchObject([{ status: 'pending' }]);
  });
});
