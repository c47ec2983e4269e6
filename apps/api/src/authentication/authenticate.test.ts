import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { echoRoutes } from '../testing/echo-routes.js';
import { keyForTest, settingsForTest } from '../testing/settings-for-test.js';
import { contextForTest, startTestApi, type TestApi } from '../testing/start-test-api.js';

const live = keyForTest('live', 'app_a');
const usersOnly = keyForTest('live', 'app_a', ['users']);
const admin = keyForTest('admin', null, []);
const revoked = keyForTest('live', 'app_a', ['challenges'], 1);
const orphan = keyForTest('live', 'app_gone');
const stranger = keyForTest('live', 'app_a');
/** Draws the id 00000000, then a random secret. */
const sameId = (length: number) => (length === 8 ? new Uint8Array(length) : randomBytes(length));
const known = keyForTest('live', 'app_a', ['challenges'], null, sameId);
const sameIdOtherSecret = keyForTest('live', 'app_a', ['challenges'], null, sameId);

let api: TestApi;
beforeAll(async () => {
  const settings = settingsForTest(['app_a'], [live, usersOnly, admin, revoked, orphan, known]);
  api = await startTestApi(contextForTest(settings), echoRoutes);
});
afterAll(() => api.close());

const get = (path: string, authorization?: string) =>
  fetch(`${api.url}${path}`, { headers: authorization === undefined ? {} : { authorization } });

describe('authentication', () => {
  test('a key that stands and has the scope opens the path of its kind', async () => {
    expect((await get('/v1/echo/1', `Bearer ${live.key}`)).status).toBe(200);
    expect((await get('/v1/echo/1', `Bearer ${known.key}`)).status).toBe(200);
    const answer = await get('/admin/v1/echo', `Bearer ${admin.key}`);
    expect(await answer.json()).toEqual({ actor: `key:${admin.record.id}` });
  });

  test('the scheme may be written in any case, as RFC 9110 says', async () => {
    expect((await get('/v1/echo/1', `bearer ${live.key}`)).status).toBe(200);
  });

  const refused: [what: string, authorization: string | undefined][] = [
    ['nothing', undefined],
    ['an empty header', ''],
    ['no scheme', live.key],
    ['Basic', `Basic ${Buffer.from(`${live.key}:`).toString('base64')}`],
    ['Basic without colon', `Basic ${Buffer.from('abc').toString('base64')}`],
    ['Basic with invalid base64', 'Basic ***'],
    ['two keys', `Bearer ${live.key} ${live.key}`],
    ['a wrong checksum', `Bearer ${live.key.slice(0, -1)}${live.key.endsWith('0') ? '1' : '0'}`],
    ['an unknown key', `Bearer ${stranger.key}`],
    ['a known id with another secret', `Bearer ${sameIdOtherSecret.key}`],
    ['a revoked key', `Bearer ${revoked.key}`],
    ['a key of an application that is gone', `Bearer ${orphan.key}`],
    ['a key of 10,000 characters', `Bearer ${'a'.repeat(10_000)}`],
    ['a prototype name as key', 'Bearer __proto__'],
  ];
  for (const [what, authorization] of refused) {
    test(`${what} is answered by the one same 401`, async () => {
      const answer = await get('/v1/echo/1', authorization);
      const problem = (await answer.json()) as Record<string, unknown>;
      expect(answer.status).toBe(401);
      expect(answer.headers.get('www-authenticate')).toBe('Bearer realm="otpost"');
      expect({ ...problem, requestId: '' }).toEqual({
        type: 'https://otpost.example.com/docs/errors#unauthenticated',
        title: 'The key or the session is missing or not valid',
        status: 401,
        code: 'unauthenticated',
        detail: 'Send a valid API key as "Authorization: Bearer otp_..."',
        requestId: '',
      });
    });
  }

  const forbidden: [what: string, path: string, key: string][] = [
    ['a key without the scope', '/v1/echo/1', usersOnly.key],
    ['an admin key on a path of applications', '/v1/echo/1', admin.key],
    ['an application key on a path of admins', '/admin/v1/echo', live.key],
  ];
  for (const [what, path, key] of forbidden) {
    test(`${what} is forbidden`, async () => {
      const answer = await get(path, `Bearer ${key}`);
      expect(answer.status).toBe(403);
      expect(await answer.json()).toMatchObject({ code: 'forbidden' });
    });
  }

  test('a body is not read before the key is known to stand', async () => {
    const answer = await fetch(`${api.url}/v1/echo`, { method: 'POST', body: 'x'.repeat(50_000) });
    expect(answer.status).toBe(401);
  });

  for (const name of ['api_key', 'key', 'token', 'access_token']) {
    test(`a key in the address as ${name} is refused and not repeated in the answer`, async () => {
      const answer = await get(`/v1/echo/1?${name}=${live.key}`, `Bearer ${live.key}`);
      const text = await answer.text();
      expect(answer.status).toBe(400);
      expect(JSON.parse(text)).toMatchObject({ code: 'invalid_request', errors: [{ field: 'query' }] });
      expect(text).not.toContain(live.key);
    });
  }
});
