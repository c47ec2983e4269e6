import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { masterKeys } from '@otpost/core/keyring/master-keys';
import { describedReceipts } from '../receipts/receipt-paths.js';
import { apiRoutes } from '../routes.js';
import { testKinds } from '../testing/start-whole-api.js';

const house = new URL('../../../../', import.meta.url);
const guides = [
  'README.md',
  ...readdirSync(new URL('docs/', house), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
];
const textOf = (path: string): string => readFileSync(new URL(path, house), 'utf8');

const routes = apiRoutes({
  publicUrl: 'https://otpost.example.com',
  probe: async () => ({ problems: [], degraded: [] }),
  admin: { kinds: testKinds, masterKeys: masterKeys([{ id: 'test', bytes: new Uint8Array(32) }]) },
});
const served = [...routes, ...describedReceipts(testKinds)].map(
  ({ method, path }) => `${method.toUpperCase()} ${path}`,
);

/** `POST /v1/challenges/:id/check`, without a query. */
function pathsIn(text: string): string[] {
  return [...text.matchAll(/`(GET|POST|PUT|PATCH|DELETE) (\/[^\s`?]+)/g)].map(
    ([, method, path]) => `${method} ${path}`,
  );
}

describe('the guides', () => {
  test.each(guides)('%s names no path that is not there', (path) => {
    expect(pathsIn(textOf(path)).filter((named) => !served.includes(named))).toEqual([]);
  });

  test.each([
    ['docs/api.md', '/v1/'],
    ['docs/admin-api.md', '/admin/v1/'],
  ])('%s names every path under %s', (path, prefix) => {
    const named = pathsIn(textOf(path));
    const under = served.filter((route) => route.includes(` ${prefix}`));
    expect(under.filter((route) => !named.includes(route))).toEqual([]);
    expect(under).not.toEqual([]);
  });
});
