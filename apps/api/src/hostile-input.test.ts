import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { masterKeys } from '@otpost/core/keyring/master-keys';
import type { Problem } from './http/problem.js';
import type { Route } from './route/route.js';
import { apiRoutes } from './routes.js';
import { startWholeApi, testKinds, type WholeApi } from './testing/start-whole-api.js';

let whole: WholeApi;
beforeAll(async () => {
  whole = await startWholeApi();
});
afterAll(() => whole.close());

const routes = apiRoutes({
  publicUrl: 'https://otpost.example.com',
  probe: async () => ({ problems: [], degraded: [] }),
  admin: { kinds: testKinds, masterKeys: masterKeys([{ id: 'test', bytes: new Uint8Array(32) }]) },
});
const guarded = routes.filter(({ access }) => access !== 'anyone');
const patient = 5000;

const hostileIds = [
  '%00',
  '%2e%2e%2f',
  '..%5c',
  '%e2%80%ae',
  '{s00}',
  '%7B%7D%3A%2A',
  '507f1f77bcf86cd799439011',
  'ch_',
  `ch_99${'0'.repeat(26)}`,
  'ch_0000000000000000000000000000%0d%0aDEL',
  '__proto__',
  'constructor',
  '%24ne',
  "'%20OR%201=1",
  '%F0%9F%92%A9',
  '-1',
  '0',
  'null',
  '%',
  '%ff',
  'a'.repeat(5000),
];
const hostileBodies = [
  'null',
  '[]',
  '"x"',
  '{',
  '5',
  '{"a":1}',
  '{"$where":"sleep(1000)"}',
  '{"__proto__":{"polluted":1}}',
  '{"constructor":{"prototype":{}}}',
  '{"then":"x"}',
  '{"hasOwnProperty":1}',
  '['.repeat(9000),
  '{"a":'.repeat(50),
  '"\\ud800"',
  '{"_id":{"$gt":""},"__v":1}',
  '\u0000',
];
const hostileQueries = [
  'limit[$ne]=1',
  'to[]=a',
  '__proto__[a]=1',
  '%',
  'cursor=%00',
  'cursor=e30',
  `to=${'a'.repeat(5000)}`,
  'from=tomorrow',
];
const manyParameters = Array.from({ length: 1001 }, (_none, number) => `p${number}=1`).join('&');

async function send(route: Route, path: string, body?: string) {
  const key = typeof route.access === 'object' ? whole.adminKey : whole.key;
  const headers = {
    authorization: `Bearer ${key}`,
    ...(body === undefined ? {} : { 'content-type': 'application/json' }),
  };
  const init = {
    method: route.method.toUpperCase(),
    headers,
    signal: AbortSignal.timeout(patient),
    ...(body === undefined ? {} : { body }),
  };
  const answer = await fetch(whole.url + path, init);
  const text = await answer.text();
  return { status: answer.status, problem: (text === '' ? {} : JSON.parse(text)) as Problem, text };
}

function expectRefusal(reply: Awaited<ReturnType<typeof send>>, what: string): void {
  expect([what, reply.status >= 400 && reply.status < 500]).toEqual([what, true]);
  expect(reply.problem.code).toMatch(/^[a-z_]+$/);
  if (reply.status === 400) expect(reply.problem.errors?.[0]?.field).toMatch(/./);
}

describe.each(guarded.map((route) => [`${route.method.toUpperCase()} ${route.path}`, route] as const))(
  '%s',
  (_name, route) => {
    if (route.path.includes(':')) {
      test('refuses ids that are none', async () => {
        for (const id of hostileIds) expectRefusal(await send(route, route.path.replaceAll(/:\w+/g, id)), id);
      });
    }
    if (route.method !== 'get') {
      test('refuses bodies that are none, by field', async () => {
        const path = route.path.replaceAll(/:\w+/g, `ch_00${'0'.repeat(26)}`);
        for (const body of hostileBodies) {
          const reply = await send(route, path, body);
          expectRefusal(reply, body.slice(0, 40));
          expect(reply.status).toBe(400);
        }
      });
    }
    test('refuses query parameters that it does not take, by name', async () => {
      const path = route.path.replaceAll(/:\w+/g, `ch_00${'0'.repeat(26)}`);
      for (const query of [...hostileQueries, manyParameters]) {
        const reply = await send(route, `${path}?${query}`, route.body ? '{}' : undefined);
        expectRefusal(reply, query.slice(0, 40));
        expect(reply.status).toBe(400);
      }
    });
  },
);

test('after all of it no prototype is changed, no key in Redis holds foreign text, and the API still works', async () => {
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined();
  const names = await whole.opened.redis.keys('*');
  for (const name of names) expect(name).toMatch(/^[A-Za-z0-9:{}_-]+$/);
  expect((await fetch(`${whole.url}/readyz`)).status).toBe(200);
});
