import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { ChallengeView, CheckView } from '@otpost/core/challenge/challenge-schemas';
import {
  type BegunFactor,
  begunFactorSchema,
  type CheckedRecoveryCode,
  type ConfirmedFactor,
  confirmedFactorSchema,
} from '@otpost/core/factor/factor-schemas';
import type { MfaView } from '@otpost/core/user/mfa-schemas';
import { requireUser } from '@otpost/core/user/require-user';
import type { TotpFactor, UserRecord } from '@otpost/core/user-records';
import { startTestMongo } from '@otpost/test/servers/start-test-mongo';
import { totpApp } from '@otpost/test/users/totp-app';
import type { Problem } from '../http/problem.js';
import { debianTools, oathtoolCode, readQrCode } from '../testing/debian-tools.js';
import { startWholeApi, type WholeApi } from '../testing/start-whole-api.js';
import { type CallOptions, newUserClient, type UserClient } from '../testing/user-client.js';

const tools = debianTools();
const mongo = await startTestMongo();
afterAll(() => mongo?.stop());

const stores: [name: string, start: () => Promise<WholeApi>][] = [
  ['SQLite', () => startWholeApi()],
  ...(mongo
    ? [[mongo.name, () => startWholeApi({ mongodbUrl: mongo.newDatabaseUrl() })] as [string, () => Promise<WholeApi>]]
    : []),
];

let people = 0;
const wrongFor = (code: string): string => String((Number(code) + 1) % 1_000_000).padStart(6, '0');

describe.each(stores)('factors on %s', (_store, start) => {
  let whole: WholeApi;
  let shop: UserClient;
  let strict: UserClient;
  let stranger: UserClient;
  beforeAll(async () => {
    whole = await start();
    shop = await newUserClient(whole, 'shop', { brand: { name: 'Shop' } });
    strict = await newUserClient(whole, 'strict', { policy: { requirement: 'required' } });
    stranger = await newUserClient(whole, 'stranger');
  });
  afterAll(() => whole.close());

  const pathOf = (id: string, more = ''): string => `/v1/users/${encodeURIComponent(id)}${more}`;
  async function someone(client = shop, fields: object = {}): Promise<string> {
    const id = `person-${(people += 1)}`;
    expect((await client.call('PUT', pathOf(id), fields)).status).toBe(201);
    return id;
  }
  const begin = <Body = BegunFactor>(id: string, body: object, options: CallOptions = {}, client = shop) =>
    client.call<Body>('POST', pathOf(id, '/factors'), body, options);
  const confirm = <Body = ConfirmedFactor>(id: string, fid: string, body: object, options = {}, client = shop) =>
    client.call<Body>('POST', pathOf(id, `/factors/${fid}/confirm`), body, options);
  const mfa = async (id: string, client = shop) => (await client.call<MfaView>('GET', pathOf(id, '/mfa'))).body;
  const stored = (externalId: string, client = shop): Promise<UserRecord> =>
    requireUser(whole.opened.context, { applicationId: client.applicationId, externalId });

  interface Enrolled {
    readonly id: string;
    readonly factor: string;
    readonly secret: string;
    readonly recoveryCodes: readonly string[];
    /** A code of a later step each time, which the window of one step lets through twice. */
    next(): string;
  }
  async function enrolled(client = shop): Promise<Enrolled> {
    const id = await someone(client);
    const { body } = await begin(id, { type: 'totp' }, {}, client);
    const secret = body.secret ?? '';
    const code = totpApp(secret);
    const { body: done } = await confirm(id, body.id, { code: code(Date.now() - 30_000) }, {}, client);
    let ahead = 0;
    const next = () => code(Date.now() + 30_000 * Math.min(1, ahead++));
    return { id, factor: body.id, secret, recoveryCodes: done.recoveryCodes ?? [], next };
  }
  async function proofOf(id: string, code: string, client = shop): Promise<CallOptions> {
    const challenge = await client.call<ChallengeView>('POST', '/v1/challenges', {
      channel: 'totp',
      user: id,
      purpose: 'proof',
    });
    const check = await client.call<CheckView>('POST', `/v1/challenges/${challenge.body.id}/check`, { code });
    expect(check.body.valid).toBe(true);
    return { headers: { 'otpost-proof': challenge.body.id } };
  }
  const useRecoveryCode = (id: string, code: string) =>
    shop.call<CheckedRecoveryCode>('POST', pathOf(id, '/recovery-codes/check'), { code });

  test('an authenticator app is shown once, counts when a code comes back, and brings ten recovery codes', async () => {
    const id = await someone(shop, { email: 'ada@example.com' });
    const { status, body } = await begin(id, { type: 'totp', name: 'Phone' });
    expect(status).toBe(201);
    expect(begunFactorSchema.parse(body)).toMatchObject({ type: 'totp', name: 'Phone', status: 'pending' });
    expect(body.secret).toMatch(/^[A-Z2-7]{32}$/);
    expect(body.uri).toContain('otpauth://totp/Shop:ada%40example.com?');
    expect(body.qr?.svg).toMatch(/^<svg/);
    expect(await mfa(id)).toMatchObject({ enrolled: false, recoveryCodesLeft: 0 });

    const code = totpApp(body.secret ?? '')(Date.now());
    const wrong = await confirm(id, body.id, { code: wrongFor(code) });
    expect(confirmedFactorSchema.parse(wrong.body)).toMatchObject({ valid: false, reason: 'wrong_code' });
    const right = await confirm(id, body.id, { code });
    expect(confirmedFactorSchema.parse(right.body)).toMatchObject({ valid: true, factor: { status: 'active' } });
    expect(new Set(right.body.recoveryCodes).size).toBe(10);
    expect(await mfa(id)).toMatchObject({ enrolled: true, recoveryCodesLeft: 10 });
    const listed = await shop.call('GET', pathOf(id, '/factors'));
    expect(JSON.stringify([listed.body, await stored(id)])).not.toContain(body.secret);
    expect((await confirm<Problem>(id, body.id, { code })).body).toMatchObject({ status: 409, code: 'conflict' });
  });

  (tools.oathtool ? test : test.skip)('codes of oathtool are accepted at set-up and at sign-in', async () => {
    const id = await someone();
    const { body } = await begin(id, { type: 'totp' });
    const earlier = oathtoolCode(body.secret ?? '', [
      '--now',
      new Date(Date.now() - 30_000).toISOString().replace('T', ' ').replace(/\..*/, ' UTC'),
    ]);
    expect((await confirm(id, body.id, { code: earlier })).body.valid).toBe(true);
    const challenge = await shop.call<ChallengeView>('POST', '/v1/challenges', { channel: 'totp', user: id });
    const code = oathtoolCode(body.secret ?? '');
    const check = await shop.call<CheckView>('POST', `/v1/challenges/${challenge.body.id}/check`, { code });
    expect(check.body).toMatchObject({ status: 'approved', valid: true });
  });

  (tools.zbarimg ? test : test.skip)('the picture, read by zbarimg, is the URI', async () => {
    const { body } = await begin(await someone(shop, { name: 'Ünï & Cø' }), { type: 'totp' });
    expect(readQrCode(body.qr?.png ?? '')).toBe(body.uri);
  });

  test('of 50 confirmations at once one brings codes, and only its set works', async () => {
    const id = await someone();
    const { body } = await begin(id, { type: 'totp' });
    const code = totpApp(body.secret ?? '')(Date.now());
    const answers = await Promise.all(Array.from({ length: 50 }, () => confirm(id, body.id, { code })));
    const won = answers.filter(({ body: answer }) => answer.valid);
    expect(won).toHaveLength(1);
    const [first = ''] = won[0]?.body.recoveryCodes ?? [];
    expect((await useRecoveryCode(id, first)).body).toEqual({ valid: true, recoveryCodesLeft: 9 });
  });

  test('a recovery code is right once, of 100 at once, and regenerating ends the set', async () => {
    const { id, recoveryCodes, next } = await enrolled();
    const [first = '', second = ''] = recoveryCodes;
    const answers = await Promise.all(Array.from({ length: 100 }, () => useRecoveryCode(id, first)));
    expect(answers.filter(({ body }) => body.valid)).toHaveLength(1);
    expect(answers.filter(({ body }) => body.reason === 'already_used')).toHaveLength(99);
    const path = pathOf(id, '/recovery-codes');
    expect((await shop.call<Problem>('POST', path)).body).toMatchObject({ status: 403, code: 'proof_required' });
    const made = await shop.call<{ recoveryCodes: string[] }>('POST', path, undefined, await proofOf(id, next()));
    expect(made.status).toBe(201);
    expect((await useRecoveryCode(id, second)).body).toMatchObject({ valid: false, reason: 'wrong_code' });
    expect((await useRecoveryCode(id, made.body.recoveryCodes[0] ?? '')).body.valid).toBe(true);
  });

  test('a recovery code proves enough to replace the lost factor, and not to make new codes', async () => {
    const { id, factor, recoveryCodes } = await enrolled();
    const byRecovery = (place: number) => proofOf(id, recoveryCodes[place] ?? '');
    const regenerated = await shop.call<Problem>('POST', pathOf(id, '/recovery-codes'), undefined, await byRecovery(0));
    expect(regenerated.body).toMatchObject({ status: 403, code: 'proof_required' });
    const added = await begin<Problem>(id, { type: 'totp', name: 'Second' }, await byRecovery(1));
    expect(added.body).toMatchObject({ status: 403, code: 'proof_required' });
    expect((await begin(id, { type: 'totp', replaces: factor }, await byRecovery(2))).status).toBe(201);
  });

  test('what is replaced works until the new one is confirmed, and never after; old codes end in the same step', async () => {
    const { id, factor, secret, recoveryCodes, next } = await enrolled();
    const { body } = await begin(id, { type: 'totp', replaces: factor }, await proofOf(id, next()));
    const challenge = await shop.call<ChallengeView>('POST', '/v1/challenges', { channel: 'totp', user: id });
    const checkOld = (code: string) =>
      shop.call<CheckView>('POST', `/v1/challenges/${challenge.body.id}/check`, { code });
    expect((await checkOld(next())).body.valid).toBe(true);

    const code = totpApp(body.secret ?? '')(Date.now());
    const { body: done } = await confirm(id, body.id, { code });
    expect(done.recoveryCodes).toHaveLength(10);
    const factors = (await stored(id)).factors;
    expect(factors.map((one) => one.id)).toEqual([body.id]);
    const later = await shop.call<ChallengeView>('POST', '/v1/challenges', { channel: 'totp', user: id });
    const old = totpApp(secret)(Date.now());
    const refused = await shop.call<CheckView>('POST', `/v1/challenges/${later.body.id}/check`, { code: old });
    expect(refused.body.valid).toBe(false);
    expect((await useRecoveryCode(id, recoveryCodes[5] ?? '')).body.valid).toBe(false);
  });

  test('a proof is spent by one change, and one of another user proves nothing', async () => {
    const [one, other] = [await enrolled(), await enrolled()];
    const proof = await proofOf(one.id, one.next());
    const foreign = await begin<Problem>(other.id, { type: 'totp', name: 'B' }, proof);
    expect(foreign.body).toMatchObject({ status: 403, code: 'proof_required' });
    expect((await begin(one.id, { type: 'totp', name: 'B' }, proof)).status).toBe(201);
    expect((await begin<Problem>(one.id, { type: 'totp', name: 'C' }, proof)).body.code).toBe('proof_required');
  });

  test('one that was begun before there was a factor owes the proof when it is confirmed', async () => {
    const id = await someone();
    const [first, second] = [
      await begin(id, { type: 'totp', name: 'A' }),
      await begin(id, { type: 'totp', name: 'B' }),
    ];
    const codeOf = (made: { body: BegunFactor }) => totpApp(made.body.secret ?? '')(Date.now());
    await new Promise((resolve) => setTimeout(resolve, 5));
    expect((await confirm(id, first.body.id, { code: codeOf(first) })).body.valid).toBe(true);
    const late = await confirm<Problem>(id, second.body.id, { code: codeOf(second) });
    expect(late.body).toMatchObject({ status: 403, code: 'proof_required' });
  });

  test('the last one of a user who must have one stays; where it may go, the codes go with it', async () => {
    const bound = await enrolled(strict);
    const removal = await strict.call<Problem>('DELETE', pathOf(bound.id, `/factors/${bound.factor}`), undefined, {
      key: strict.adminKey,
    });
    expect(removal.body).toMatchObject({ status: 403, code: 'policy_forbids' });
    const free = await enrolled();
    const proof = await proofOf(free.id, free.next());
    const removed = await shop.call('DELETE', pathOf(free.id, `/factors/${free.factor}`), undefined, proof);
    expect(removed.status).toBe(204);
    expect(await stored(free.id)).toMatchObject({ factors: [], recoveryCodes: null, secondFactor: 'off' });
  });

  test('an address is confirmed by the code that was sent to it', async () => {
    const id = await someone();
    const { status, body } = await begin(id, { type: 'email', to: `new-${id}@example.com` });
    expect({ status, name: body.name }).toMatchObject({ status: 201, name: expect.stringContaining('***') });
    const code = await whole.codeOf(body.challengeId ?? '');
    expect((await confirm(id, body.id, { code: wrongFor(code) })).body).toMatchObject({ valid: false });
    expect((await confirm(id, body.id, { code })).body).toMatchObject({ valid: true, factor: { type: 'email' } });
  });

  test('a secret is taken over by users.admin alone, active at once, a short one marked for renewal', async () => {
    const id = await someone();
    const weak = 'JBSW Y3DP ehpk 3pxp';
    const refused = await begin<Problem>(id, { type: 'totp', secret: weak });
    expect(refused.body).toMatchObject({ status: 403, code: 'forbidden' });
    const admin = { key: shop.adminKey };
    const { status, body } = await begin(id, { type: 'totp', secret: weak }, admin);
    expect({ ...body, status }).toMatchObject({ status: 201, weak: true });
    expect(JSON.stringify(body)).not.toContain('JBSWY3DP');
    const challenge = await shop.call<ChallengeView>('POST', '/v1/challenges', { channel: 'totp', user: id });
    const code = totpApp('JBSWY3DPEHPK3PXP')(Date.now());
    const check = await shop.call<CheckView>('POST', `/v1/challenges/${challenge.body.id}/check`, { code });
    expect(check.body.valid).toBe(true);
    const short = await begin<Problem>(id, { type: 'totp', name: 'x', secret: 'JBSWY3DP' }, admin);
    expect(short.body).toMatchObject({ status: 400, errors: [{ field: 'secret' }] });
    const uri = 'otpauth://totp/A:b?secret=JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP&digits=8&period=60&algorithm=SHA256';
    expect((await begin(id, { type: 'totp', name: 'y', secret: uri }, admin)).status).toBe(201);
    expect((await stored(id)).factors.at(-1)).toMatchObject({
      digits: 8,
      period: 60,
      algorithm: 'SHA256',
      weak: false,
    });
  });

  test('a secret that is moved to another factor does not open', async () => {
    const [one, other] = [await enrolled(), await enrolled()];
    const { users } = whole.opened.context.store;
    const [victim, thief] = [await stored(one.id), await stored(other.id)];
    const [own] = thief.factors as TotpFactor[];
    const [foreign] = victim.factors as TotpFactor[];
    const moved = { ...own, secretSealed: foreign?.secretSealed ?? '' } as TotpFactor;
    await users.replace({ ...thief, version: thief.version + 1, factors: [moved] }, thief.version);
    const challenge = await shop.call<ChallengeView>('POST', '/v1/challenges', { channel: 'totp', user: other.id });
    const check = await shop.call<Problem>('POST', `/v1/challenges/${challenge.body.id}/check`, { code: one.next() });
    expect(check.status).toBe(500);
    expect(JSON.stringify(check.body)).not.toContain(one.secret);
  });

  test('a repeated request shows the same secret for five minutes, and makes one factor', async () => {
    const id = await someone();
    const options = { headers: { 'idempotency-key': `begin-${id}` } };
    const [first, again] = [await begin(id, { type: 'totp' }, options), await begin(id, { type: 'totp' }, options)];
    expect(again).toEqual(first);
    expect((await stored(id)).factors).toHaveLength(1);
  });

  test('a service account has no factors', async () => {
    const id = await someone(shop, { type: 'service' });
    expect((await begin<Problem>(id, { type: 'totp' })).body).toMatchObject({ status: 403, code: 'policy_forbids' });
  });

  test('is not there for another application', async () => {
    const { id, factor } = await enrolled();
    const routes: [method: string, path: string, body?: object][] = [
      ['GET', '/factors'],
      ['POST', '/factors', { type: 'totp' }],
      ['POST', `/factors/${factor}/confirm`, { code: '123456' }],
      ['PATCH', `/factors/${factor}`, { name: 'Mine' }],
      ['DELETE', `/factors/${factor}`],
      ['POST', '/recovery-codes'],
      ['POST', '/recovery-codes/check', { code: '0000-0000-0000-0000' }],
    ];
    for (const [method, path, body] of routes) {
      const answer = await stranger.call<Problem>(method, pathOf(id, path), body, { key: stranger.adminKey });
      expect([path, answer.status]).toEqual([path, 404]);
    }
  });

  const bad: [what: string, body: unknown, field: string][] = [
    ['no type', {}, 'type'],
    ['a type of its own', { type: 'voice' }, 'type'],
    ['an address for totp', { type: 'totp', to: 'a@example.com' }, 'to'],
    ['no address for email', { type: 'email' }, 'to'],
    ['two addresses', { type: 'email', to: 'a@example.com,b@example.com' }, 'to'],
    ['a name of two lines', { type: 'totp', name: 'a\nb' }, 'name'],
    ['an empty name', { type: 'totp', name: ' ' }, 'name'],
    ['a name as object', { type: 'totp', name: { $ne: null } }, 'name'],
    ['a replaced factor that is none', { type: 'totp', replaces: 'fct_none' }, 'replaces'],
    ['parameters without a secret', { type: 'totp', digits: 8 }, 'digits'],
    ['an unknown field', { type: 'totp', admin: true }, 'admin'],
    ['a prototype', '{"type":"totp","__proto__":{"x":1}}', '__proto__'],
  ];
  test.each(bad)('%s is refused by name', async (_what, body, field) => {
    const answer = await begin<Problem>(await someone(), body as object, { key: shop.adminKey });
    expect(answer.body).toMatchObject({ status: 400, code: 'invalid_request' });
    expect(answer.body.errors?.map((error) => error.field)).toContain(field);
  });

  const badCodes: [body: unknown, field: string][] = [
    [{}, 'code'],
    [{ code: '' }, 'code'],
    [{ code: 123_456 }, 'code'],
    [{ code: '12345a' }, 'code'],
    [{ code: '123456\u200b' }, 'code'],
    [{ code: '１２３' }, 'code'],
    [{ code: 'X'.repeat(33) }, 'code'],
    [{ passkey: {} }, 'passkey.id'],
    [
      {
        code: '123456',
        passkey: { id: 'a', rawId: 'a', type: 'public-key', response: { clientDataJSON: 'a', attestationObject: 'a' } },
      },
      'passkey',
    ],
  ];
  test.each(badCodes)('the answer %j is refused by name and counts nothing', async (body, field) => {
    const id = await someone();
    const begun = await begin(id, { type: 'totp' });
    const answer = await confirm<Problem>(id, begun.body.id, body as object);
    expect(answer.body).toMatchObject({ status: 400, code: 'invalid_request' });
    expect(answer.body.errors?.map((error) => error.field)).toContain(field);
    expect((await stored(id)).failedChecks).toBe(0);
  });
});
