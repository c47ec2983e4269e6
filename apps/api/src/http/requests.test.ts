import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { echoRoutes } from '../testing/echo-routes.js';
import { rawRequest } from '../testing/raw-request.js';
import { keyForTest, settingsForTest } from '../testing/settings-for-test.js';
import { contextForTest, startTestApi, type TestApi } from '../testing/start-test-api.js';

const live = keyForTest('live', 'app_a');
const bearer = `Bearer ${live.key}`;
let api: TestApi;
beforeAll(async () => {
  api = await startTestApi(contextForTest(settingsForTest(['app_a'], [live])), echoRoutes);
});
afterAll(() => api.close());

const get = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
  fetch(`${api.url}${path}`, { method, headers: { authorization: bearer, ...headers } });
const raw = (lines: readonly string[], body = '') => rawRequest(api.port, `${lines.join('\r\n')}\r\n\r\n${body}`);

describe('every answer', () => {
  const paths = ['/v1/echo/1', '/v1/echo/1?limit=100', '/v1/broken', '/nowhere', '/docs', '/docs/errors'];
  for (const path of paths) {
    test(`${path} carries the security headers and its request id`, async () => {
      const { headers } = await get(path);
      expect(headers.get('cache-control')).toBe('no-store');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('strict-transport-security')).toContain('max-age=31536000');
      expect(headers.get('content-security-policy')).toContain("default-src 'none'");
      expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
      expect(headers.get('otpost-request-id')).toMatch(/^req_[0-9a-z]{26}$/);
      for (const absent of ['x-powered-by', 'etag', 'access-control-allow-origin', 'server'])
        expect(headers.has(absent)).toBe(false);
    });
  }

  test('a request id from outside is not taken over', async () => {
    const answer = await get('/v1/echo/1', { 'otpost-request-id': 'req_mine', 'x-request-id': 'req_mine' });
    expect(answer.headers.get('otpost-request-id')).not.toBe('req_mine');
  });

  test('what is told about a request is its pattern, not its path, and nothing else of it', async () => {
    const answer = await get('/v1/echo/secret-part?limit=3', {
      'user-agent': '\x1b[2J${jndi:ldap://x}'.replace('\x1b', ''),
    });
    const requestId = answer.headers.get('otpost-request-id');
    await answer.text();
    const told = api.seen.find(({ facts }) => facts.requestId === requestId);
    expect(told).toMatchObject({
      facts: { route: '/v1/echo/:id', method: 'GET', applicationId: 'app_a' },
      end: { status: 200, aborted: false },
    });
    expect(JSON.stringify(told)).not.toMatch(/secret-part|limit=3|jndi|otp_live/);
  });

  test("an error that is nobody's business is told as internal_error and reported whole", async () => {
    const answer = await get('/v1/broken');
    const text = await answer.text();
    expect(answer.status).toBe(500);
    expect(JSON.parse(text)).toMatchObject({
      code: 'internal_error',
      requestId: answer.headers.get('otpost-request-id'),
    });
    expect(text).not.toMatch(/ECONNREFUSED|hunter2|10\.0\.0\.1|at .*\.ts/);
    expect(String(api.faults.at(-1))).toContain('ECONNREFUSED');
  });
});

describe('paths and methods', () => {
  const rows: [method: string, path: string, status: number, code: string][] = [
    ['GET', '/nowhere', 404, 'not_found'],
    ['GET', '/V1/echo/1', 404, 'not_found'],
    ['GET', '/v1/echo/1/', 404, 'not_found'],
    ['GET', '/v1/echo/%', 404, 'not_found'],
    ['GET', '/docs/assets/../../package.json', 404, 'not_found'],
    ['GET', '/docs/assets/%2e%2e%2fpackage.json', 404, 'not_found'],
    ['GET', '/v1/echo', 405, 'method_not_allowed'],
    ['PUT', '/v1/echo', 405, 'method_not_allowed'],
    ['OPTIONS', '/v1/echo', 405, 'method_not_allowed'],
    ['GET', `/v1/echo/${'x'.repeat(21)}`, 400, 'invalid_request'],
    ['GET', '/v1/echo/1?limit=1&limit=2', 400, 'invalid_request'],
    ['GET', '/v1/echo/1?limit[$ne]=1', 400, 'invalid_request'],
    ['GET', '/v1/echo/1?other=1', 400, 'invalid_request'],
    ['GET', '/v1/echo/1?__proto__=1', 400, 'invalid_request'],
  ];
  for (const [method, path, status, code] of rows) {
    test(`${method} ${path.slice(0, 40)} answers ${status} ${code}`, async () => {
      const answer = await get(path, {}, method);
      expect(answer.status).toBe(status);
      expect(answer.headers.get('content-type')).toBe('application/problem+json');
      expect(await answer.json()).toMatchObject({ code, status });
    });
  }

  test('405 names the methods that are taken', async () => {
    const answer = await get('/v1/echo', {}, 'PUT');
    expect([answer.status, answer.headers.get('allow')]).toEqual([405, 'POST']);
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
  });

  test('the bare address leads a person to the console', async () => {
    const answer = await fetch(`${api.url}/`, { redirect: 'manual' });
    expect([answer.status, answer.headers.get('location')]).toEqual([302, '/console/']);
    expect((await get('/', {}, 'POST')).status).toBe(404);
  });

  test('a method cannot be changed by a header', async () => {
    const answer = await get('/v1/echo/1', { 'x-http-method-override': 'DELETE' });
    expect(answer.status).toBe(200);
  });

  test('HEAD answers as GET does, without a body', async () => {
    const answer = await get('/v1/echo/1', {}, 'HEAD');
    expect(answer.status).toBe(200);
    expect(await answer.text()).toBe('');
  });
});

describe('what is not proper HTTP', () => {
  const host = 'Host: otpost.example.com';
  const rows: [what: string, lines: string[], status: number, field: string | undefined][] = [
    ['TRACE', ['TRACE /v1/echo HTTP/1.1', host, 'Connection: close'], 405, undefined],
    ['CONNECT', ['CONNECT example.com:443 HTTP/1.1', host], 405, undefined],
    ['a method that does not exist', ['BREW /v1/echo HTTP/1.1', host], 405, undefined],
    ['an unknown expectation', ['GET /v1/echo/1 HTTP/1.1', host, 'Expect: x', 'Connection: close'], 401, undefined],
    ['no Host', ['GET /v1/echo/1 HTTP/1.1', 'Connection: close'], 400, 'Host'],
    ['two Hosts', ['GET /v1/echo/1 HTTP/1.1', host, 'host: evil.example', 'Connection: close'], 400, 'Host'],
    [
      '101 headers',
      ['GET /v1/echo/1 HTTP/1.1', host, 'Connection: close', ...Array.from({ length: 99 }, (_none, n) => `X-${n}: 1`)],
      400,
      'headers',
    ],
    ['a header of 64 KB', ['GET /v1/echo/1 HTTP/1.1', host, `Authorization: ${'x'.repeat(65_536)}`], 400, 'headers'],
    ['an unknown Transfer-Encoding', ['POST /v1/echo HTTP/1.1', host, 'Transfer-Encoding: xchunked'], 400, 'request'],
    [
      'two ways to tell the length',
      ['POST /v1/echo HTTP/1.1', host, 'Content-Length: 5', 'Transfer-Encoding: chunked'],
      400,
      'request',
    ],
    ['two lengths', ['POST /v1/echo HTTP/1.1', host, 'Content-Length: 5', 'Content-Length: 6'], 400, 'request'],
    ['a negative length', ['POST /v1/echo HTTP/1.1', host, 'Content-Length: -1'], 400, 'request'],
    ['no HTTP at all', ['GET /v1/echo/1 SMTP/1.1', host], 400, 'request'],
  ];
  for (const [what, lines, status, field] of rows) {
    test(`${what} answers ${status} with a problem`, async () => {
      const answer = await raw(lines);
      expect(answer.status).toBe(status);
      expect(answer.head.toLowerCase()).toContain('content-type: application/problem+json');
      const problem = JSON.parse(answer.body) as { errors?: { field: string }[] };
      expect(problem.errors?.[0]?.field).toBe(field);
    });
  }

  test('a Host that is not ours changes nothing, also in the addresses of an answer', async () => {
    const answer = await raw(['GET /v1/nothing HTTP/1.1', 'Host: evil.example', 'Connection: close']);
    expect(answer.status).toBe(404);
    expect(answer.body).toContain('https://otpost.example.com/docs/errors#not_found');
    expect(answer.body + answer.head).not.toContain('evil');
  });

  test('an absolute address is taken by its path, as RFC 9112 section 3.2.2 asks', async () => {
    const lines = ['GET http://evil.example/v1/echo/1 HTTP/1.1', host, `Authorization: ${bearer}`, 'Connection: close'];
    expect((await raw(lines)).status).toBe(200);
  });

  test('a body that ends too early is answered, not waited for', async () => {
    const lines = [
      'POST /v1/echo HTTP/1.1',
      host,
      `Authorization: ${bearer}`,
      'Content-Type: application/json',
      'Content-Length: 50',
    ];
    const hasty = await startTestApi(api.context, echoRoutes, {
      headersTimeout: 300,
      requestTimeout: 300,
      connectionsCheckingInterval: 100,
    });
    const answer = await rawRequest(hasty.port, `${lines.join('\r\n')}\r\n\r\n{"name":`);
    await hasty.close();
    expect(answer.status).toBe(400);
    expect(answer.body).toContain('did not arrive in time');
  });
});
