import { describe, expect, test } from '@jest/globals';
import { masterKeys } from '@otpost/core/keyring/master-keys';
import express from 'express';
import { apiRoutes } from '../routes.js';
import { testKinds } from '../testing/start-whole-api.js';
import { createRouteFinder } from './find-plain-route.js';

interface Layer {
  readonly route?: { readonly methods: Readonly<Record<string, boolean>> };
  match(path: string): { readonly params: Readonly<Record<string, string>> } | false;
}

const served = apiRoutes({
  publicUrl: 'https://otpost.example.com',
  probe: async () => ({ problems: [], degraded: [] }),
  admin: { kinds: testKinds, masterKeys: masterKeys([{ id: 'test', bytes: new Uint8Array(32) }]) },
}).map((route) => ({ route, serve: `${route.method} ${route.path}` }));
const find = createRouteFinder(served);

const app = express();
app.enable('case sensitive routing');
app.enable('strict routing');
for (const { route } of served) app[route.method](route.path, () => undefined);

/** As Express finds it: the first layer that matches and takes the method. */
function findByExpress(method: string, path: string) {
  const layers = (app.router as unknown as { stack: readonly Layer[] }).stack;
  for (const [place, layer] of layers.entries()) {
    const match = layer.route?.methods[method.toLowerCase()] && layer.match(path);
    if (match) return { serve: served[place]?.serve, params: { ...match.params } };
  }
  return undefined;
}

describe('what is found is what Express finds', () => {
  test.each(served.map(({ route }) => [route.method.toUpperCase(), route.path]))('%s %s', (method, path) => {
    const plain = path.replaceAll(/:\w+/g, 'ch_07-a');
    const found = find(method, plain);
    // A path that is not of letters, digits, dashes and lines is Express's own.
    if (/^[\w/-]+$/.test(plain)) expect(found).toEqual(findByExpress(method, plain));
    else expect(found).toBeUndefined();
  });

  test('a name that is also the last part of another path', () => {
    for (const { route } of served) {
      for (const last of ['preview', 'test', 'check', 'order', 'failed', 'release']) {
        const path = route.path.replaceAll(/:\w+/g, last);
        if (!/^[\w/-]+$/.test(path)) continue;
        expect(find(route.method.toUpperCase(), path)).toEqual(findByExpress(route.method, path));
      }
    }
  });
});

describe('nothing is found for', () => {
  test.each([
    ['POST', '/v1/challenges/'],
    ['POST', '//v1/challenges'],
    ['POST', '/V1/challenges'],
    ['POST', '/v1/challenges?to=a'],
    ['POST', '/v1/chal%6Cenges'],
    ['GET', '/v1/users/a.b'],
    ['POST', '/v1/challenges/a/b/check'],
    ['DELETE', '/v1/challenges'],
    ['HEAD', '/livez'],
    ['post', '/v1/challenges'],
    ['POST', 'http://localhost/v1/challenges'],
    ['OPTIONS', '*'],
    ['POST', '/'],
    ['POST', ''],
  ])('%s %s', (method, path) => {
    expect(find(method, path)).toBeUndefined();
  });
});
