import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { masterKeys } from '@otpost/core/keyring/master-keys';
import { apiRoutes } from '../routes.js';
import { settingsForTest } from '../testing/settings-for-test.js';
import { contextForTest, startTestApi, type TestApi } from '../testing/start-test-api.js';
import { testKinds } from '../testing/start-whole-api.js';

interface Operation {
  readonly operationId: string;
  readonly description: string;
  readonly security: readonly object[];
  readonly requestBody?: { readonly content: Readonly<Record<string, object>> };
  readonly responses: Readonly<Record<string, { readonly description: string }>>;
}
interface Document {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
}
interface Layer {
  readonly route?: { readonly path: string; readonly methods: Readonly<Record<string, boolean>> };
}

const routes = apiRoutes({
  publicUrl: 'https://otpost.example.com',
  probe: async () => ({ problems: [], degraded: [] }),
  admin: { kinds: testKinds, masterKeys: masterKeys([{ id: 'test', bytes: new Uint8Array(32) }]) },
});
let api: TestApi;
let document: Document;
beforeAll(async () => {
  api = await startTestApi(contextForTest(settingsForTest([], [])), routes);
  document = (await (await fetch(`${api.url}/openapi.json`)).json()) as Document;
});
afterAll(() => api.close());

const operations = () =>
  Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ name: `${method} ${path}`, operation })),
  );

describe('the OpenAPI document', () => {
  test('has every path that Express serves and no other', () => {
    const layers = (api.app.router as unknown as { stack: readonly Layer[] }).stack;
    const served = layers.flatMap(({ route }) => {
      // It leads people to the console.
      if (route?.path === '/') return [];
      const methods = Object.keys(route?.methods ?? {}).filter((method) => method !== '_all');
      return methods.map((method) => `${method} ${route?.path.replaceAll(/:(\w+)/g, '{$1}')}`);
    });
    const documented = operations().map(({ name }) => name);
    expect(documented.filter((name) => !name.includes(' /receipts/')).toSorted()).toEqual(served.toSorted());
    expect(served).toContain('post /v1/challenges/{id}/check');
  });

  test('has the callbacks of providers as they are served: by POST, without a key, with a body of any type', async () => {
    const receipts = operations().filter(({ name }) => name.includes(' /receipts/'));
    expect(receipts.map(({ name }) => name)).toEqual([
      'post /receipts/{providerId}',
      'post /receipts/{providerId}/{reference}',
    ]);
    for (const { name, operation } of receipts) {
      const { description, requestBody, responses } = operation;
      expect(Object.keys(responses)).toEqual(['204', '400', '403', '404', '413', '500', '503']);
      expect(Object.keys(requestBody?.content ?? {})).toEqual([
        'application/json',
        'application/x-www-form-urlencoded',
      ]);
      // Of the kinds that this API is run with: those that give receipts.
      for (const { metadata, readReceipts } of testKinds.list()) {
        expect([metadata.kind, description.includes(`\`${metadata.kind}\``)]).toEqual([metadata.kind, !!readReceipts]);
      }
      const url = `${api.url}${name.replace('post ', '').replaceAll(/[{}]/g, '')}`;
      const other = await fetch(url);
      expect([other.status, other.headers.get('allow')]).toEqual([405, 'POST']);
      const form = await fetch(url, { method: 'POST', body: new URLSearchParams({ MessageStatus: 'sent' }) });
      expect(Object.keys(responses)).toContain(String(form.status));
      expect([403, 404]).toContain(form.status);
    }
  });

  test('is OpenAPI 3.1 and names each operation once', () => {
    expect(document.openapi).toBe('3.1.0');
    const ids = operations().map(({ operation }) => operation.operationId);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('has no pattern that only JavaScript understands, or that would never match', () => {
    const patterns = [...JSON.stringify(document).matchAll(/"pattern":("(?:[^"\\]|\\.)*")/g)];
    expect(patterns.length).toBeGreaterThan(50);
    for (const [, quoted = ''] of patterns) {
      const pattern = JSON.parse(quoted) as string;
      expect(pattern).toMatch(/^\^.*\$$/);
      expect(pattern).not.toContain(String.raw`\p`);
      expect(() => new RegExp(pattern, 'u')).not.toThrow();
    }
  });

  test('asks for a key wherever the route does', () => {
    for (const { name, operation } of operations()) {
      const needsKey = name.includes(' /v1/') || name.includes(' /admin/');
      expect([name, operation.security.length]).toEqual([name, needsKey ? 1 : 0]);
    }
  });

  test('tells of the errors that every request with a key may get', () => {
    for (const { operation } of operations().filter(({ name }) => name.includes(' /v1/'))) {
      expect(operation.responses['401']?.description).toBe('unauthenticated');
      expect(operation.responses['503']?.description).toBe('unavailable');
    }
  });

  test('every path of /v1 and /admin answers 401 without a key', async () => {
    for (const { method, path, access } of routes) {
      const answer = await fetch(`${api.url}${path}`, { method: method.toUpperCase() });
      expect([path, answer.status === 401]).toEqual([path, access !== 'anyone']);
      await answer.arrayBuffer();
    }
  });
});

describe('the rendered documentation', () => {
  const files: [path: string, type: string][] = [
    ['/docs', 'text/html; charset=utf-8'],
    ['/docs/errors', 'text/html; charset=utf-8'],
    ['/docs/assets/page.css', 'text/css; charset=utf-8'],
    ['/docs/assets/start-swagger.js', 'text/javascript; charset=utf-8'],
    ['/docs/assets/swagger-ui.css', 'text/css; charset=utf-8'],
    ['/docs/assets/swagger-ui-bundle.js', 'text/javascript; charset=utf-8'],
  ];
  for (const [path, type] of files) {
    test(`${path} comes from this host and may load from no other`, async () => {
      const answer = await fetch(`${api.url}${path}`);
      expect(answer.status).toBe(200);
      expect(answer.headers.get('content-type')).toBe(type);
      const policy = answer.headers.get('content-security-policy') ?? '';
      expect(policy).toContain("default-src 'none'");
      expect(policy).not.toMatch(/https?:|\*/);
      const text = await answer.text();
      if (type.startsWith('text/html')) expect(text).not.toMatch(/(?:src|href)="(?:https?:)?\/\//);
    });
  }
});
