import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { verifyAudit } from '@otpost/core/audit/verify-audit';
import type { Context } from '@otpost/core/context';
import { renderDelivery } from '@otpost/core/delivery/render-delivery';
import { purgeLeftovers } from '@otpost/core/history/purge-leftovers';
import { readLink } from '@otpost/core/link/use-link';
import { tellNews } from '@otpost/core/notice/tell-news';
import { newsOf } from '@otpost/core/notice/user-news';
import { cancelReset } from '@otpost/core/reset/cancel-reset';
import { completeReset, finishReset, resetInForce } from '@otpost/core/reset/complete-reset';
import { followReset } from '@otpost/core/reset/follow-reset';
import { listResets } from '@otpost/core/reset/list-resets';
import { requestReset } from '@otpost/core/reset/request-reset';
import { listAllResetsSchema } from '@otpost/core/reset/reset-schemas';
import { startReset } from '@otpost/core/reset/start-reset';
import { changeUser } from '@otpost/core/user/change-user';
import type { UserRecord } from '@otpost/core/user-records';
import { makeTestUser, testTotp } from './make-test-user.js';
import { openUserStage, storeKinds, type UserStage } from './user-stage.js';

const kinds = await storeKinds();
const actor = 'key:test';
const day = 86_400_000;
const question = 'Is the birthday right?';
const decided = { actor: 'admin-17', reason: 'Lost phone', checklist: [{ question, passed: true }] };

describe.each(kinds)('a reset on $name', (kind) => {
  let stage: UserStage;
  let context: Context;
  let mailed: string;
  let immediate: string;
  let off: string;
  beforeAll(async () => {
    stage = await openUserStage(kind);
    context = stage.context;
    mailed = await stage.addApplication({ policy: { adminReset: 'mailed', resetChecklist: [question] } });
    immediate = await stage.addApplication({ policy: { adminReset: 'immediate' } });
    off = await stage.addApplication({ policy: { adminReset: 'off' } });
  });
  afterAll(() => stage.close());

  let people = 0;
  async function person(applicationId: string): Promise<{ externalId: string; user: UserRecord }> {
    const externalId = `person${(people += 1)}`;
    const email = `${externalId}@example.com`;
    const user = await makeTestUser(context, { applicationId, externalId, email, withTotp: true });
    return { externalId, user };
  }
  const start = (applicationId: string, externalId: string, input: object = {}) =>
    startReset(context, { applicationId, externalId, actor, input: { ...decided, ...input } });
  const stored = async (user: UserRecord) => {
    const record = await context.store.users.get(user.id);
    if (!record) throw new Error('The user is gone');
    return record;
  };

  /** The newest mail, as the worker writes it. */
  async function lastMail() {
    const ring = stage.testProcess.rings.at(-1);
    if (!ring) throw new Error('Nothing was rung for');
    const opened = await context.live.challenges.openAttempt(ring.id, 1, 10_000);
    if (opened.kind !== 'opened') throw new Error(opened.reason);
    return renderDelivery(context, opened);
  }
  async function mailedToken(): Promise<string> {
    const { text } = await lastMail();
    const [, token] = /\/pages\/reset#(\S+)/.exec(text) ?? [];
    if (!token) throw new Error('The mail holds no link');
    return token;
  }
  const auditOf = async (user: UserRecord) =>
    (await context.store.audit.list({ target: { equals: user.id } })).map(({ action, phase }) => `${action} ${phase}`);

  test('by mail leaves the old factors in force until the link was followed and a new factor was set up', async () => {
    const { externalId, user } = await person(mailed);
    const { status, id } = await start(mailed, externalId);
    expect(status).toBe('mailed');
    expect(await stored(user)).toMatchObject({ factors: user.factors, mustReplace: false });
    const followed = await followReset(context, await mailedToken());
    expect(followed).toEqual({ resetId: id, applicationId: mailed, userId: user.id, externalId });
    expect((await stored(user)).factors).toEqual(user.factors);
    expect(await resetInForce(context, { resetId: id, userId: user.id })).toBe(true);
    expect(await resetInForce(context, { resetId: id, userId: 'usr_other' })).toBe(false);

    const fresh = testTotp('New phone');
    const { user: after } = await changeUser(context, user.id, (current) => {
      const added = { ...current, factors: [...current.factors, fresh] };
      const news = newsOf(context, current, { kind: 'reset' });
      return { change: completeReset(added, fresh.id), result: undefined, news };
    });
    await finishReset(context, { resetId: id, actor: 'page', after });
    await tellNews(context, after.id);
    expect(await stored(user)).toMatchObject({ factors: [fresh], recoveryCodes: null, failedChecks: 0 });
    expect((await lastMail()).subject).toContain('reset');
    expect(await resetInForce(context, { resetId: id, userId: user.id })).toBe(false);
    expect(await auditOf(user)).toEqual(
      ['user.reset', 'reset.follow', 'reset.complete'].flatMap((action) => [`${action} intended`, `${action} done`]),
    );
    const [first] = await context.store.audit.list({ target: { equals: user.id } });
    expect(first).toMatchObject({ actor, reason: 'Lost phone', data: { by: 'admin-17', how: 'mailed' } });
  });

  test('of 30 clicks on one link at once one wins; looking changes nothing', async () => {
    const { externalId } = await person(mailed);
    await start(mailed, externalId);
    const token = await mailedToken();
    for (let looks = 0; looks < 3; looks += 1) {
      expect((await readLink(context, { kind: 'reset', token })).kind).toBe('open');
    }
    const clicks = await Promise.allSettled(Array.from({ length: 30 }, () => followReset(context, token)));
    expect(clicks.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    await expect(followReset(context, token)).rejects.toMatchObject({ code: 'not_found' });
  });

  test('a link that was canceled, is over, of another kind, or has another secret leads nowhere', async () => {
    const { externalId, user } = await person(mailed);
    const { id } = await start(mailed, externalId);
    const token = await mailedToken();
    const wrong = token.slice(0, -1) + (token.endsWith('A') ? 'B' : 'A');
    for (const other of [wrong, `${token}A`, '', 'lnk_x.y']) {
      await expect(followReset(context, other)).rejects.toMatchObject({ code: 'not_found' });
    }
    expect((await readLink(context, { kind: 'reveal', token })).kind).toBe('unknown');
    await cancelReset(context, { resetId: id, actor, reason: 'It was a mistake' });
    await expect(followReset(context, token)).rejects.toMatchObject({ code: 'not_found' });
    await expect(cancelReset(context, { resetId: id, actor, reason: 'again' })).rejects.toMatchObject({
      code: 'conflict',
    });
    await start(mailed, externalId);
    const second = await mailedToken();
    stage.pass(day);
    await expect(followReset(context, second)).rejects.toMatchObject({ code: 'not_found' });
    expect((await stored(user)).factors).toEqual(user.factors);
  });

  test('a second one ends the link of the first', async () => {
    const { externalId } = await person(mailed);
    await start(mailed, externalId);
    const first = await mailedToken();
    await start(mailed, externalId);
    await expect(followReset(context, first)).rejects.toMatchObject({ code: 'not_found' });
    expect((await followReset(context, await mailedToken())).externalId).toBe(externalId);
  });

  test('needs every question answered and passed; what was not passed is recorded', async () => {
    const { externalId, user } = await person(mailed);
    for (const checklist of [
      [],
      [{ question: 'Another?', passed: true }],
      [decided.checklist[0], decided.checklist[0]],
    ]) {
      await expect(start(mailed, externalId, { checklist })).rejects.toMatchObject({
        code: 'invalid_request',
        details: { errors: [{ field: 'checklist' }] },
      });
    }
    const failed = [{ question, passed: false }];
    await expect(start(mailed, externalId, { checklist: failed })).rejects.toMatchObject({ code: 'policy_forbids' });
    expect(await context.store.resets.list({ userId: { equals: user.id } })).toMatchObject([
      { status: 'refused', checklist: failed },
    ]);
    expect(await auditOf(user)).toContain('user.reset refused');
  });

  test('goes to verified addresses only', async () => {
    const externalId = 'nobody-to-mail';
    await makeTestUser(context, { applicationId: mailed, externalId, withTotp: true });
    await expect(start(mailed, externalId)).rejects.toMatchObject({ code: 'policy_forbids' });
  });

  test('at once ends factors and codes, asks for a new one, and tells the user', async () => {
    const { externalId, user } = await person(immediate);
    expect(await start(immediate, externalId, { checklist: [] })).toMatchObject({ status: 'done', user: externalId });
    expect(await stored(user)).toMatchObject({
      factors: [],
      recoveryCodes: null,
      mustReplace: true,
      secondFactor: 'on',
    });
    expect(await lastMail()).toMatchObject({ to: `${externalId}@example.com`, kind: 'notice' });
  });

  test('is left to nobody where the policy is off, and reaches no user of another application', async () => {
    const { externalId } = await person(off);
    await expect(start(off, externalId)).rejects.toMatchObject({ code: 'policy_forbids' });
    await expect(start(mailed, externalId)).rejects.toMatchObject({ code: 'not_found' });
    await expect(requestReset(context, { applicationId: off, externalId })).rejects.toMatchObject({
      code: 'policy_forbids',
    });
  });

  test('that a user asks for is seen by admins once, and answers the same for nobody', async () => {
    const { externalId, user } = await person(mailed);
    const strangers = ['nobody-at-all', externalId];
    for (const id of strangers) {
      for (let time = 0; time < 3; time += 1) {
        expect(await requestReset(context, { applicationId: mailed, externalId: id })).toBeUndefined();
      }
      await expect(requestReset(context, { applicationId: mailed, externalId: id })).rejects.toMatchObject({
        code: 'rate_limited',
        details: { limit: 'reset_requests' },
      });
    }
    const input = listAllResetsSchema.parse({ status: 'requested' });
    const { resets } = await listResets(context, { applicationId: mailed, input });
    expect(resets).toMatchObject([{ user: externalId, actor: 'page', status: 'requested' }]);
    await start(mailed, externalId);
    expect((await context.store.resets.list({ userId: { equals: user.id } })).map(({ status }) => status)).toEqual([
      'done',
      'mailed',
    ]);
  });

  test('lists page by page, each once', async () => {
    const input = { limit: '2', application: mailed };
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const query = listAllResetsSchema.parse({ ...input, ...(cursor === null ? {} : { cursor }) });
      const page = await listResets(context, { applicationId: null, input: query });
      seen.push(...page.resets.map(({ id }) => id));
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen).toHaveLength((await context.store.resets.list({ applicationId: { equals: mailed } })).length);
  });

  test('that nobody can follow any more expires, and all are forgotten by age', async () => {
    const { externalId, user } = await person(mailed);
    const { id } = await start(mailed, externalId);
    stage.pass(day + 3_700_000);
    await purgeLeftovers(context, 30);
    expect(await context.store.resets.get(id)).toMatchObject({ status: 'expired' });
    stage.pass(8 * day);
    await purgeLeftovers(context, 30);
    expect(await context.store.links.list({ userId: { equals: user.id } })).toEqual([]);
    expect(await context.store.resets.get(id)).toBeDefined();
    stage.pass(31 * day);
    await purgeLeftovers(context, 30);
    expect(await context.store.resets.get(id)).toBeUndefined();
  });

  test('leaves an audit log that is whole, and no link in the store or in Redis', async () => {
    expect(await verifyAudit(context)).toMatchObject({ kind: 'whole' });
    const { externalId } = await person(mailed);
    await start(mailed, externalId);
    const [, secret = ''] = (await mailedToken()).split('.');
    expect(JSON.stringify(await context.store.notices.list({}))).not.toContain(secret);
    expect(JSON.stringify(await context.store.links.list({}))).not.toContain(secret);
    const { redis } = stage.testProcess.testLive;
    const valuesOf = async (key: string): Promise<unknown> => {
      const type = await redis.type(key);
      if (type === 'hash') return await redis.hvals(key);
      return type === 'stream' ? await redis.xrange(key, '-', '+') : undefined;
    };
    const kept = await Promise.all((await redis.keys('*')).map(valuesOf));
    expect(kept.flat().length).toBeGreaterThan(10);
    expect(JSON.stringify(kept)).not.toContain(secret);
  });
});
