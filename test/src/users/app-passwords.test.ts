import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { checkAppPassword } from '@otpost/core/app-password/check-app-password';
import { createAppPassword } from '@otpost/core/app-password/create-app-password';
import { listAppPasswords } from '@otpost/core/app-password/list-app-passwords';
import { revealAppPassword } from '@otpost/core/app-password/reveal-app-password';
import { revokeAppPassword } from '@otpost/core/app-password/revoke-app-password';
import type { Context } from '@otpost/core/context';
import { purgeLeftovers } from '@otpost/core/history/purge-leftovers';
import { requireUser } from '@otpost/core/user/require-user';
import { makeTestUser, type TestUserOptions } from './make-test-user.js';
import { openUserStage, storeKinds, type UserStage } from './user-stage.js';

const kinds = await storeKinds();
const plainKey = { actor: 'key:test', isAdmin: false, proof: undefined };
const adminKey = { ...plainKey, isAdmin: true };
const minute = 60_000;

describe.each(kinds)('an app password on $name', (kind) => {
  let stage: UserStage;
  let context: Context;
  let applicationId: string;
  let otherApplication: string;
  beforeAll(async () => {
    stage = await openUserStage(kind);
    context = stage.context;
    applicationId = await stage.addApplication();
    otherApplication = await stage.addApplication();
  });
  afterAll(() => stage.close());

  let people = 0;
  async function someone(options: Partial<TestUserOptions> = {}): Promise<string> {
    const externalId = `user${(people += 1)}`;
    await makeTestUser(context, { applicationId, externalId, fields: { type: 'service' }, ...options });
    return externalId;
  }
  const create = (externalId: string, input: object = {}, authority = plainKey) =>
    createAppPassword(context, {
      applicationId,
      externalId,
      authority,
      input: { name: 'Backup', reveal: false, ...input },
    });
  const check = (externalId: string, password: string, application = applicationId) =>
    checkAppPassword(context, { applicationId: application, externalId, password });
  const passwordOf = async (externalId: string, input: object = {}) => {
    const { id, password } = await create(externalId, input);
    if (!password) throw new Error('There is no password in the answer');
    return { id, password };
  };
  const wrong = '0000-0000-0000-0000-0000-0000-0000-0000';
  const failuresOf = async (externalId: string) =>
    (await requireUser(context, { applicationId, externalId })).failedChecks;

  test('has 32 characters in groups of four, is right however it is typed, and stands nowhere readable', async () => {
    const externalId = await someone();
    const { id, password } = await passwordOf(externalId);
    expect(password).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){7}[0-9A-HJKMNP-TV-Z]{4}$/);
    for (const typed of [password, password.replaceAll('-', ''), password.toLowerCase(), ` ${password} `]) {
      expect(await check(externalId, typed)).toEqual({ valid: true, id, name: 'Backup' });
    }
    const { secretHash, ...record } = (await context.store.appPasswords.get(id))!;
    expect(secretHash).toMatch(/^[0-9a-f]{64}$/);
    expect(JSON.stringify(record)).not.toContain(password.replaceAll('-', ''));
  });

  test('is one for each program, told apart, and revoked at once', async () => {
    const externalId = await someone();
    const [mail, backup] = [await passwordOf(externalId, { name: 'Mail' }), await passwordOf(externalId)];
    expect(await check(externalId, mail.password)).toMatchObject({ name: 'Mail' });
    const revoke = { applicationId, externalId, actor: 'key:test', appPasswordId: mail.id };
    await revokeAppPassword(context, revoke);
    expect(await check(externalId, mail.password)).toEqual({ valid: false });
    expect(await check(externalId, backup.password)).toMatchObject({ valid: true });
    expect((await listAppPasswords(context, { applicationId, externalId })).map(({ id }) => id)).toEqual([backup.id]);
    await expect(revokeAppPassword(context, revoke)).rejects.toMatchObject({ code: 'not_found' });
  });

  test('of another user or application is wrong, or not there at all', async () => {
    const [owner, stranger] = [await someone(), await someone()];
    const { id, password } = await passwordOf(owner);
    expect(await check(stranger, password)).toEqual({ valid: false });
    await expect(check(owner, password, otherApplication)).rejects.toMatchObject({ code: 'not_found' });
    const revoke = { applicationId, externalId: stranger, actor: 'key:test', appPasswordId: id };
    await expect(revokeAppPassword(context, revoke)).rejects.toMatchObject({ code: 'not_found' });
    expect(await check(owner, password)).toMatchObject({ valid: true });
  });

  test('notes its use at most once a minute', async () => {
    const externalId = await someone();
    const { id, password } = await passwordOf(externalId);
    await Promise.all(Array.from({ length: 20 }, () => check(externalId, password)));
    const first = await context.store.appPasswords.get(id);
    expect(first?.version).toBe(2);
    stage.pass(minute);
    await check(externalId, password);
    expect((await context.store.appPasswords.get(id))?.version).toBe(3);
    expect((await context.store.appPasswords.get(id))?.lastUsedAt).toBeGreaterThan(first?.lastUsedAt ?? 0);
  });

  test('that is wrong counts; from the tenth on checks wait, and no parallel burst gets round it', async () => {
    const externalId = await someone();
    const { password } = await passwordOf(externalId);
    const burst = await Promise.allSettled(Array.from({ length: 40 }, () => check(externalId, wrong)));
    expect(burst.filter(({ status }) => status === 'fulfilled')).toHaveLength(10);
    expect(await failuresOf(externalId)).toBe(10);
    await expect(check(externalId, password)).rejects.toMatchObject({
      code: 'rate_limited',
      details: { limit: 'failed_checks', retryAfter: 30 },
    });
    stage.pass(30_000);
    expect(await check(externalId, password)).toMatchObject({ valid: true });
    expect(await failuresOf(externalId)).toBe(0);
  });

  test('that is right forgets no failures of a user whose factors others may be guessing', async () => {
    const externalId = await someone({ withTotp: true, fields: { type: 'person' } });
    const { password } = await create(externalId, {}, adminKey);
    await check(externalId, wrong);
    expect(await check(externalId, password ?? '')).toMatchObject({ valid: true });
    expect(await failuresOf(externalId)).toBe(1);
  });

  test('needs a proof where the user has a factor, and none for a person without one', async () => {
    await passwordOf(await someone({ fields: { type: 'person' } }));
    const externalId = await someone({ withTotp: true, fields: { type: 'person' } });
    await expect(create(externalId)).rejects.toMatchObject({ code: 'proof_required' });
  });

  test('is not the fifty-first', async () => {
    const externalId = await someone();
    for (let made = 0; made < 50; made += 1) await create(externalId, { name: `Program ${made}` });
    await expect(create(externalId)).rejects.toMatchObject({ code: 'conflict' });
  });

  describe('handed over by a link', () => {
    const tokenOf = (url: string | undefined): string => url?.split('#')[1] ?? '';

    test('is in no answer but that of the first click, of 20 at once', async () => {
      const externalId = await someone();
      const made = await create(externalId, { reveal: true });
      expect(made).not.toHaveProperty('password');
      expect(made.revealUrl).toMatch(/^https:\/\/otpost\.example\.com\/pages\/reveal#lnk_/);
      const token = tokenOf(made.revealUrl);
      const clicks = await Promise.allSettled(Array.from({ length: 20 }, () => revealAppPassword(context, token)));
      const shown = clicks.filter((click) => click.status === 'fulfilled').map(({ value }) => value);
      expect(shown).toHaveLength(1);
      expect(await check(externalId, shown[0]?.password ?? '')).toMatchObject({ valid: true, id: made.id });
      await expect(revealAppPassword(context, token)).rejects.toMatchObject({ code: 'already_revealed' });
      expect((await context.store.links.get(token.split('.')[0] ?? ''))?.payloadSealed).toBeNull();
    });

    test('is gone after a day', async () => {
      const { revealUrl } = await create(await someone(), { reveal: true });
      stage.pass(86_400_000);
      await expect(revealAppPassword(context, tokenOf(revealUrl))).rejects.toMatchObject({ code: 'not_found' });
    });
  });

  test('that was revoked is forgotten a week later; the others stay', async () => {
    const externalId = await someone();
    const [old, kept] = [await passwordOf(externalId), await passwordOf(externalId)];
    await revokeAppPassword(context, { applicationId, externalId, actor: 'key:test', appPasswordId: old.id });
    stage.pass(8 * 86_400_000);
    await purgeLeftovers(context, 30);
    expect(await context.store.appPasswords.get(old.id)).toBeUndefined();
    expect(await check(externalId, kept.password)).toMatchObject({ valid: true });
  });
});
