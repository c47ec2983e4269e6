import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { totpApp } from '@otpost/test/users/totp-app';
import type { Problem } from '../http/problem.js';
import { type FactorClient, newFactorClient, userPath } from '../testing/factor-client.js';
import type { WholeApi } from '../testing/start-whole-api.js';
import { storeStarts } from '../testing/store-starts.js';
import { newUserClient } from '../testing/user-client.js';

const stores = await storeStarts();
afterAll(() => stores.stop());

describe.each(stores.starts)('recovery codes on %s', (_store, start) => {
  let whole: WholeApi;
  let shop: FactorClient;
  beforeAll(async () => {
    whole = await start();
    shop = newFactorClient(whole, await newUserClient(whole, 'shop', { brand: { name: 'Shop' } }));
  });
  afterAll(() => whole.close());

  test('of 50 confirmations at once one brings codes, and only its set works', async () => {
    const id = await shop.someone();
    const { body } = await shop.begin(id, { type: 'totp' });
    const code = totpApp(body.secret ?? '')(Date.now());
    const answers = await Promise.all(Array.from({ length: 50 }, () => shop.confirm(id, body.id, { code })));
    const won = answers.filter(({ body: answer }) => answer.valid);
    expect(won).toHaveLength(1);
    const [first = ''] = won[0]?.body.recoveryCodes ?? [];
    expect((await shop.useRecoveryCode(id, first)).body).toEqual({ valid: true, recoveryCodesLeft: 9 });
  });

  test('a recovery code is right once, of 100 at once, and regenerating ends the set', async () => {
    const { id, recoveryCodes, next } = await shop.enrolled();
    const [first = '', second = ''] = recoveryCodes;
    const answers = await Promise.all(Array.from({ length: 100 }, () => shop.useRecoveryCode(id, first)));
    expect(answers.filter(({ body }) => body.valid)).toHaveLength(1);
    expect(answers.filter(({ body }) => body.reason === 'already_used')).toHaveLength(99);
    const path = userPath(id, '/recovery-codes');
    expect((await shop.client.call<Problem>('POST', path)).body).toMatchObject({ status: 403, code: 'proof_required' });
    const made = await shop.client.call<{ recoveryCodes: string[] }>(
      'POST',
      path,
      undefined,
      await shop.proofOf(id, next()),
    );
    expect(made.status).toBe(201);
    expect((await shop.useRecoveryCode(id, second)).body).toMatchObject({ valid: false, reason: 'wrong_code' });
    expect((await shop.useRecoveryCode(id, made.body.recoveryCodes[0] ?? '')).body.valid).toBe(true);
  });

  test('a recovery code proves enough to replace the lost factor, and not to make new codes', async () => {
    const { id, factor, recoveryCodes } = await shop.enrolled();
    const byRecovery = (place: number) => shop.proofOf(id, recoveryCodes[place] ?? '');
    const regenerated = await shop.client.call<Problem>(
      'POST',
      userPath(id, '/recovery-codes'),
      undefined,
      await byRecovery(0),
    );
    expect(regenerated.body).toMatchObject({ status: 403, code: 'proof_required' });
    const added = await shop.begin<Problem>(id, { type: 'totp', name: 'Second' }, await byRecovery(1));
    expect(added.body).toMatchObject({ status: 403, code: 'proof_required' });
    expect((await shop.begin(id, { type: 'totp', replaces: factor }, await byRecovery(2))).status).toBe(201);
  });

  test('a proof is spent by one change, and one of another user proves nothing', async () => {
    const [one, other] = [await shop.enrolled(), await shop.enrolled()];
    const proof = await shop.proofOf(one.id, one.next());
    const foreign = await shop.begin<Problem>(other.id, { type: 'totp', name: 'B' }, proof);
    expect(foreign.body).toMatchObject({ status: 403, code: 'proof_required' });
    expect((await shop.begin(one.id, { type: 'totp', name: 'B' }, proof)).status).toBe(201);
    expect((await shop.begin<Problem>(one.id, { type: 'totp', name: 'C' }, proof)).body.code).toBe('proof_required');
  });
});
