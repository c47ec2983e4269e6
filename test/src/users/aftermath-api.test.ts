import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startWholeApi, type WholeApi } from '@otpost/api/testing/start-whole-api';
import { appPasswordListSchema, newAppPasswordViewSchema } from '@otpost/core/app-password/app-password-schemas';
import { auditPageSchema } from '@otpost/core/audit/audit-schemas';
import type { KeyScope } from '@otpost/core/records';
import { resetPageSchema, resetViewSchema } from '@otpost/core/reset/reset-schemas';
import { createApiKey } from '@otpost/core/settings/api-keys/create-api-key';
import { quickestOfThree } from '../servers/quickest-of-three.js';
import { makeTestUser } from './make-test-user.js';

let whole: WholeApi;
let own: { applicationId: string; key: string; adminKey: string };
let stranger: string;
let plain: string;

const policy = { adminReset: 'mailed', trustedDeviceDays: 7 } as const;

beforeAll(async () => {
  whole = await startWholeApi();
  const { context } = whole.opened;
  const { applicationId, key: adminKey } = await whole.addApplication('shop', { policy });
  const keyOf = async (id: string, scope: KeyScope) =>
    (await createApiKey(context, { actor: 'operator:test', applicationId: id, input: { scopes: [scope] } })).key;
  own = { applicationId, key: await keyOf(applicationId, 'users'), adminKey };
  const other = await whole.addApplication('stranger', { policy });
  stranger = other.key;
  plain = await keyOf(other.applicationId, 'challenges');
  await context.settings.refresh();
  await makeTestUser(context, { applicationId, externalId: 'robot', fields: { type: 'service' } });
  await makeTestUser(context, {
    applicationId,
    externalId: 'anna',
    email: 'anna@example.com',
    withTotp: true,
  });
});
afterAll(() => whole.close());

interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Record<string, unknown>;
}

async function call(
  key: string,
  method: string,
  path: string,
  body?: unknown,
  more: Record<string, string> = {},
): Promise<Reply> {
  const type = body === undefined ? {} : { 'content-type': 'application/json' };
  const headers = { authorization: `Bearer ${key}`, ...type, ...more };
  const init = { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) };
  const answer = await fetch(whole.url + path, init);
  const text = await answer.text();
  return {
    status: answer.status,
    headers: answer.headers,
    body: text === '' ? {} : (JSON.parse(text) as Record<string, unknown>),
  };
}

const robot = '/v1/users/robot/app-passwords';
const makeRobot = async (more = {}) =>
  newAppPasswordViewSchema.parse((await call(own.key, 'POST', robot, { name: 'Backup' }, more)).body);

describe('app passwords over HTTP', () => {
  test('are made, listed, checked and revoked', async () => {
    const { id, password } = await makeRobot();
    expect(await call(own.key, 'POST', `${robot}/check`, { password })).toMatchObject({
      status: 200,
      body: { valid: true, id, name: 'Backup' },
    });
    const listed = appPasswordListSchema.parse((await call(own.key, 'GET', robot)).body);
    expect(listed.appPasswords.find((one) => one.id === id)?.lastUsedAt).not.toBeNull();
    expect(JSON.stringify(listed)).not.toContain(password);
    expect((await call(own.key, 'DELETE', `${robot}/${id}`)).status).toBe(204);
    expect((await call(own.key, 'POST', `${robot}/check`, { password })).body).toEqual({ valid: false });
    expect((await call(own.key, 'DELETE', `${robot}/${id}`)).status).toBe(404);
  });

  test('repeated with its key shows the same password and makes one', async () => {
    const more = { 'idempotency-key': randomUUID() };
    const [first, second] = [await makeRobot(more), await makeRobot(more)];
    expect(second).toEqual(first);
  });

  test('of a user with a factor need a proof, or users.admin', async () => {
    const path = '/v1/users/anna/app-passwords';
    expect(await call(own.key, 'POST', path, { name: 'Mail' })).toMatchObject({
      status: 403,
      body: { code: 'proof_required' },
    });
    expect((await call(own.adminKey, 'POST', path, { name: 'Mail' })).status).toBe(201);
  });

  test.each([
    [{}, 'name'],
    [{ name: '' }, 'name'],
    [{ name: ' \n ' }, 'name'],
    [{ name: 'a\u202eb' }, 'name'],
    [{ name: 'x'.repeat(81) }, 'name'],
    [{ name: ['a'] }, 'name'],
    [{ name: { $gt: '' } }, 'name'],
    [{ name: 'a', reveal: 'yes' }, 'reveal'],
    [{ name: 'a', secret: 'mine' }, 'secret'],
  ])('of %j are refused by name', async (body, field) => {
    expect(await call(own.key, 'POST', robot, body)).toMatchObject({
      status: 400,
      body: { errors: [{ field }] },
    });
  });

  test.each([
    ['', 400],
    ['x'.repeat(201), 400],
    [12, 400],
    [{ $ne: '' }, 400],
    ['１２３', 200],
    ["' OR 1=1 --", 200],
  ])('a check of %j is a 4xx or a wrong password', async (password, status) => {
    const { body, ...answer } = await call(own.key, 'POST', `${robot}/check`, { password });
    expect(answer.status).toBe(status);
    if (status === 200) expect(body).toEqual({ valid: false });
  });
});

describe('resets over HTTP', () => {
  const path = '/v1/users/anna/reset';
  const decision = { actor: 'admin-17', reason: 'Lost phone' };

  test('start once for one Idempotency-Key, are listed, and canceled', async () => {
    const more = { 'idempotency-key': randomUUID() };
    const first = await call(own.adminKey, 'POST', path, decision, more);
    expect(first.status).toBe(201);
    const reset = resetViewSchema.parse(first.body);
    expect((await call(own.adminKey, 'POST', path, decision, more)).body).toEqual(first.body);
    const listed = resetPageSchema.parse((await call(own.adminKey, 'GET', '/v1/resets?status=mailed')).body);
    expect(listed.resets.map(({ id }) => id)).toEqual([reset.id]);
    const all = resetPageSchema.parse((await call(whole.adminKey, 'GET', '/admin/v1/resets')).body);
    expect(all.resets[0]).toMatchObject({ user: 'anna', status: 'mailed', actor: 'admin-17' });
    expect((await call(own.adminKey, 'POST', `${path}/cancel`, decision)).body).toMatchObject({ status: 'canceled' });
    expect((await call(own.adminKey, 'POST', `${path}/cancel`, decision)).status).toBe(404);
  });

  test('by an admin of Otpost carry the key in the audit log, with the reason', async () => {
    const input = { application: own.applicationId, user: 'anna', reason: 'Called back' };
    const { status, body } = await call(whole.adminKey, 'POST', '/admin/v1/resets', input);
    expect(status).toBe(201);
    const canceled = await call(whole.adminKey, 'POST', `/admin/v1/resets/${String(body['id'])}/cancel`, {
      reason: 'Found the phone',
    });
    expect(canceled.body).toMatchObject({ status: 'canceled' });
    const query = `/admin/v1/audit?application=${own.applicationId}&action=reset.cancel&limit=1`;
    const { entries } = auditPageSchema.parse((await call(whole.adminKey, 'GET', query)).body);
    expect(entries).toMatchObject([
      { phase: 'done', reason: 'Found the phone', actor: expect.stringMatching(/^key:/) },
    ]);
  });

  test.each([
    [{ actor: 'a' }, 'reason'],
    [{ reason: 'a' }, 'actor'],
    [{ ...decision, reason: '  ' }, 'reason'],
    [{ ...decision, reason: 'a\nb' }, 'reason'],
    [{ ...decision, checklist: [{ question: 'No question of ours', passed: true }] }, 'checklist'],
    [{ ...decision, checklist: 'x' }, 'checklist'],
  ])('of %j are refused by name', async (body, field) => {
    expect(await call(own.adminKey, 'POST', path, body)).toMatchObject({ status: 400, body: { errors: [{ field }] } });
  });
});

const paths: [method: string, path: string, body?: object][] = [
  ['POST', robot, { name: 'a' }],
  ['GET', robot],
  ['POST', `${robot}/check`, { password: 'a' }],
  ['DELETE', `${robot}/apw_1`],
  ['POST', '/v1/users/anna/trusted-devices', { name: 'a', challenge: 'ch_1' }],
  ['GET', '/v1/users/anna/trusted-devices'],
  ['DELETE', '/v1/users/anna/trusted-devices/dev_1'],
  ['POST', '/v1/users/anna/reset', { actor: 'a', reason: 'b' }],
  ['POST', '/v1/users/anna/reset/cancel', { actor: 'a', reason: 'b' }],
];

describe.each(paths)('%s %s', (method, path, body) => {
  test('is 404 for another application', async () => {
    expect((await call(stranger, method, path, body)).status).toBe(404);
  });

  test('is 403 for a key without the scope', async () => {
    expect((await call(plain, method, path, body)).status).toBe(403);
  });
});

test.each(['/v1/users/anna/reset', '/v1/users/anna/reset/cancel'])('%s needs users.admin', async (path) => {
  expect((await call(own.key, 'POST', path, { actor: 'a', reason: 'b' })).status).toBe(403);
});

describe('while Redis hangs', () => {
  test('an app password is still checked', async () => {
    const { password } = await makeRobot();
    process.kill(whole.redis.processId, 'SIGSTOP');
    try {
      const check = async () => {
        expect((await call(own.key, 'POST', `${robot}/check`, { password })).body).toMatchObject({ valid: true });
        expect((await call(own.key, 'POST', `${robot}/check`, { password: 'wrong' })).body).toEqual({ valid: false });
      };
      expect(await quickestOfThree(1000, check)).toBeLessThan(1000);
    } finally {
      process.kill(whole.redis.processId, 'SIGCONT');
    }
  });
});
