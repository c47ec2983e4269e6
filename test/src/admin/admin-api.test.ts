import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { adminRoutes } from '@otpost/api/admin/admin-routes';
import { openApiDocument } from '@otpost/api/docs/openapi-document';
import { startTestApi, type TestApi } from '@otpost/api/testing/start-test-api';
import { createAdminKey } from '@otpost/core/settings/api-keys/create-admin-key';
import { startTestRedis, type TestRedis } from '../servers/start-test-redis.js';
import {
  testKinds as kinds,
  testMasterKeys as masterKeys,
  openTestProcess,
  type TestProcess,
} from '../settings/open-test-process.js';
import { openTestStore, type TestStore } from '../settings/open-test-store.js';

const routes = adminRoutes({ kinds, masterKeys });
const password = 'CANARY-admin-password-5521';
const smtp = {
  channel: 'email',
  kind: 'smtp',
  name: 'Mail',
  config: { host: 'mail.example', port: 587, username: 'otpost', password, from: 'no-reply@example.com' },
};

let redis: TestRedis;
let testStore: TestStore;
let testProcess: TestProcess;
let api: TestApi;
let adminKey: string;

beforeAll(async () => {
  [redis, testStore] = await Promise.all([startTestRedis(), openTestStore()]);
  testProcess = await openTestProcess(testStore.store, redis.url);
  api = await startTestApi(testProcess.context, routes);
  adminKey = (await createAdminKey({ actor: 'operator:test', ...testProcess.context })).key;
  await testProcess.context.settings.refresh();
});
afterAll(async () => {
  await api.close();
  testProcess.stop();
  await testStore.remove();
  await redis.stop();
});

/** What the answers below are asked for; each holds some of it. */
interface Body {
  readonly id: string;
  readonly version: number;
  readonly key: string;
  readonly keys: readonly unknown[];
  readonly providers: readonly unknown[];
  readonly kinds: readonly { readonly kind: string }[];
  readonly deliveryId: string;
  readonly text: string;
  readonly errors: readonly unknown[];
}

interface Answer {
  readonly status: number;
  readonly type: string | null;
  readonly text: string;
  readonly body: Body;
}

const answers: string[] = [];

async function ask(
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const response = await fetch(`${api.url}/admin/v1${path}`, {
    method,
    headers: {
      authorization: `Bearer ${adminKey}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  answers.push(text);
  return {
    status: response.status,
    type: response.headers.get('content-type'),
    text,
    body: JSON.parse(text || '{}') as Body,
  };
}

const uniqueName = () => `Name ${randomBytes(6).toString('hex')}`;
async function newApplication(): Promise<string> {
  return (await ask('POST', '/applications', { name: uniqueName() })).body.id;
}

describe('the admin API', () => {
  test('opens to an admin key alone, on every route', async () => {
    const application = await newApplication();
    const { key } = (await ask('POST', `/applications/${application}/keys`, {})).body;
    for (const { method, path } of routes) {
      const url = `${api.url}${path.replaceAll(/:\w+/g, 'x')}`;
      const statusWith = async (headers: Record<string, string>) =>
        (await fetch(url, { method: method.toUpperCase(), headers })).status;
      expect([path, await statusWith({})]).toEqual([path, 401]);
      expect([path, await statusWith({ authorization: `Bearer ${key}` })]).toEqual([path, 403]);
    }
  });

  test('documents every route with its schemas', () => {
    const document = openApiDocument(routes) as { paths: Record<string, Record<string, { responses: object }>> };
    const documented = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method} ${path.replaceAll(/\{(\w+)\}/g, ':$1')}`),
    );
    expect(documented.toSorted()).toEqual(routes.map(({ method, path }) => `${method} ${path}`).toSorted());
    const patch = JSON.stringify(document.paths['/admin/v1/applications/{id}']?.['patch']);
    expect(patch).toContain('failedChecksStop');
  });

  test('leads an application from its making to its keys and their end', async () => {
    const name = uniqueName();
    const made = await ask('POST', '/applications', { name: `  ${name} `, settings: { codeLength: 8 } });
    expect(made).toMatchObject({ status: 201, body: { name, version: 1, settings: { codeLength: 8 } } });
    const path = `/applications/${made.body.id}`;
    const changed = await ask('PATCH', path, { version: 1, settings: { smsCountries: ['DE'] } });
    expect(changed.body).toMatchObject({ version: 2, settings: { codeLength: 8, smsCountries: ['DE'] } });
    expect(await ask('PATCH', path, { version: 1, name: 'Late' })).toMatchObject({
      status: 409,
      type: 'application/problem+json',
      body: { code: 'conflict', current: { version: 2, name } },
    });
    expect(await ask('PATCH', path, { version: 2, settings: { codeLength: 3, admin: true } })).toMatchObject({
      status: 400,
      body: { code: 'invalid_request', errors: [{ field: 'settings.codeLength' }, { field: 'settings.admin' }] },
    });
    const key = await ask('POST', `${path}/keys`, { scopes: ['challenges'] });
    expect(key.body.key).toMatch(/^otp_live_/);
    expect((await ask('GET', `${path}/keys`)).body.keys).toHaveLength(1);
    expect((await ask('DELETE', `${path}/keys/${key.body.id}`)).status).toBe(204);
    expect((await ask('POST', `${path}/rotate-key`)).status).toBe(201);
    expect((await ask('GET', '/applications')).text).toContain(name);
    expect(await ask('GET', '/applications/app_none')).toMatchObject({ status: 404, body: { code: 'not_found' } });
  });

  test('connects, orders, tests, disables and disconnects providers, and never shows a secret', async () => {
    const created = await ask('POST', '/providers', smtp);
    expect(created).toMatchObject({ status: 201, body: { config: { host: 'mail.example', password: '••••5521' } } });
    const path = `/providers/${created.body.id}`;
    const { host: _, ...config } = smtp.config;
    expect(await ask('POST', '/providers', { ...smtp, config })).toMatchObject({
      status: 400,
      body: { errors: [{ field: 'config.host' }] },
    });
    const disabled = await ask('PATCH', path, { version: 1, enabled: false });
    expect(disabled.body).toMatchObject({ enabled: false, version: 2 });
    const sent = await ask('POST', `${path}/test`, { to: 'admin@example.com' });
    expect(sent.status).toBe(202);
    const delivery = await ask('GET', `/deliveries/${sent.body.deliveryId}`);
    expect(delivery.body).toMatchObject({ kind: 'test', status: 'queued' });
    expect((await ask('GET', '/deliveries?limit=10&kind=test')).status).toBe(200);
    expect(await ask('GET', '/deliveries?limit=201')).toMatchObject({
      status: 400,
      body: { errors: [{ field: 'limit' }] },
    });
    const order = await ask('PUT', '/providers/order', { channel: 'email', ids: [created.body.id] });
    expect(order.body.providers).toHaveLength(1);
    expect((await ask('GET', '/providers?channel=sms')).body.providers).toEqual([]);
    const kinds = (await ask('GET', '/provider-kinds')).body.kinds;
    expect(kinds.map(({ kind }) => kind)).toContain('smtp');
    expect((await ask('DELETE', path)).status).toBe(204);
    expect((await ask('GET', path)).status).toBe(404);
  });

  test('writes, previews and deletes templates', async () => {
    const template = { channel: 'sms', locale: 'en', name: 'short', text: '{{code}}' };
    const created = await ask('POST', '/templates', template);
    expect(created.status).toBe(201);
    expect(await ask('POST', '/templates', template)).toMatchObject({ status: 409, body: { code: 'conflict' } });
    const bad = { ...template, name: 'bad', text: 'https://evil.example' };
    expect(await ask('POST', '/templates', bad)).toMatchObject({ status: 400 });
    const preview = await ask('POST', '/templates/preview', { channel: 'sms', locale: 'en', text: 'Code {{code}}' });
    expect(preview).toMatchObject({ status: 200, body: { text: 'Code 123456', segments: 1 } });
    const path = `/templates/${created.body.id}`;
    expect((await ask('PATCH', path, { version: 1, text: 'Code: {{code}}' })).body.version).toBe(2);
    expect((await ask('GET', path)).body.text).toBe('Code: {{code}}');
    expect((await ask('DELETE', path)).status).toBe(204);
    expect((await ask('GET', '/templates')).text).not.toContain(created.body.id);
  });

  test('reads and releases the limits of an address, which stands in no URL', async () => {
    const place = { applicationId: await newApplication(), channel: 'email', address: 'user@example.com' };
    expect((await ask('POST', '/limits/read', place)).body).toMatchObject({ stopped: false });
    expect(await ask('POST', '/limits/release', place)).toMatchObject({
      status: 400,
      body: { errors: [{ field: 'reason' }] },
    });
    expect((await ask('POST', '/limits/release', { ...place, reason: 'asked' })).status).toBe(204);
  });

  test('does a repeated request once: the same application, the same key', async () => {
    const repeat = { 'idempotency-key': randomBytes(8).toString('hex') };
    const body = { name: uniqueName() };
    const [first, second] = [
      await ask('POST', '/applications', body, repeat),
      await ask('POST', '/applications', body, repeat),
    ];
    expect(second).toEqual(first);
    const path = `/applications/${first.body.id}/keys`;
    const keys = [await ask('POST', path, {}, repeat), await ask('POST', path, {}, repeat)];
    expect(keys[1]?.body.key).toBe(keys[0]?.body.key);
    expect((await ask('GET', path)).body.keys).toHaveLength(1);
  });

  test('answers what is malformed by a 4xx that names the field', async () => {
    const cases: [method: string, path: string, body: unknown][] = [
      ['POST', '/applications', { name: { $ne: '' } }],
      ['POST', '/applications', { name: '' }],
      ['POST', '/applications', { name: 'a\u202eb' }],
      ['POST', '/applications', { name: 'x', settings: [] }],
      ['POST', '/providers', { ...smtp, config: 'x' }],
      ['POST', '/providers', { ...smtp, priority: 2 ** 53 }],
      ['POST', '/providers', { ...smtp, countries: ['Germany'] }],
      ['PUT', '/providers/order', { channel: 'email', ids: ['a', 'a'] }],
      ['POST', '/templates', { channel: 'fax', locale: '../../etc', text: 1 }],
      ['POST', '/limits/read', { applicationId: 'x', channel: 'sms', address: ['+4915112345678'] }],
    ];
    for (const [method, path, body] of cases) {
      const { status, body: problem } = await ask(method, path, body);
      expect([path, status, problem.errors.length > 0]).toEqual([path, 400, true]);
    }
    expect(api.faults).toEqual([]);
  });

  test('has shown no secret in any answer, fact of a request or warning above', () => {
    expect(answers.length).toBeGreaterThan(50);
    const told = answers.join() + JSON.stringify(api.seen) + testProcess.warnings.join();
    expect(told).not.toContain('CANARY');
    expect(told).not.toContain('user@example.com');
  });
});

describe('admin keys', () => {
  test('are made, listed without their secret, and refused once they are revoked', async () => {
    const made = await ask('POST', '/keys');
    expect(made.status).toBe(201);
    await testProcess.context.settings.refresh();
    const authorization = `Bearer ${made.body.key}`;
    const listed = await ask('GET', '/keys', undefined, { authorization });
    expect(listed.body.keys).toContainEqual(expect.objectContaining({ id: made.body.id, scopes: [], revokedAt: null }));
    expect(listed.text).not.toContain(made.body.key);
    expect((await ask('DELETE', `/keys/${made.body.id}`, undefined, { authorization })).status).toBe(204);
    expect((await ask('GET', '/keys', undefined, { authorization })).status).toBe(401);
  });

  test('of an application are not found among them', async () => {
    const application = await ask('POST', '/applications', { name: 'with a key' });
    const key = await ask('POST', `/applications/${application.body.id}/keys`, {});
    expect((await ask('DELETE', `/keys/${key.body.id}`)).status).toBe(404);
    expect((await ask('GET', '/keys')).text).not.toContain(key.body.id);
  });
});
