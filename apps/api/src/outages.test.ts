import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { quickestOfThree } from '@otpost/test/servers/quickest-of-three';
import type { Problem } from './http/problem.js';
import { startWholeApi, type WholeApi } from './testing/start-whole-api.js';

let whole: WholeApi;
beforeAll(async () => {
  whole = await startWholeApi();
});
afterAll(() => whole.close());

async function send(method: string, path: string, body?: object) {
  const key = path.startsWith('/admin/') ? whole.adminKey : whole.key;
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' };
  const init = { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) };
  const answer = await fetch(whole.url + path, init);
  return { status: answer.status, headers: answer.headers, problem: (await answer.json()) as Problem };
}

async function untilReady(): Promise<void> {
  while ((await fetch(`${whole.url}/readyz`)).status !== 200) await new Promise((resolve) => setTimeout(resolve, 50));
}

const id = `ch_00${'0'.repeat(26)}`;
const calls: [method: string, path: string, body?: object][] = [
  ['POST', '/v1/challenges', { channel: 'email', to: 'someone@example.com' }],
  ['POST', `/v1/challenges/${id}/check`, { code: '123456' }],
  ['POST', `/v1/challenges/${id}/resend`],
  ['POST', `/v1/challenges/${id}/cancel`],
  ['GET', `/v1/challenges/${id}`],
  ['GET', '/admin/v1/queues'],
  ['POST', '/admin/v1/queues/email/drain', { reason: 'Outage' }],
];

describe('while Redis hangs', () => {
  beforeAll(() => {
    process.kill(whole.redis.processId, 'SIGSTOP');
  });

  for (const [method, path, body] of calls) {
    test(`${method} ${path.replace(id, ':id')} answers 503 in less than a second, with the part and a time`, async () => {
      const ask = async () => {
        const { status, headers, problem } = await send(method, path, body);
        expect(status).toBe(503);
        expect(problem).toMatchObject({ code: 'unavailable', dependency: 'redis' });
        expect(headers.get('retry-after')).toBe(String(problem.retryAfter));
        expect(JSON.stringify(problem)).not.toMatch(/ioredis|Command timed out|ECONN|127\.0\.0\.1/);
      };
      expect(await quickestOfThree(1000, ask)).toBeLessThan(1000);
    });
  }

  test('the overview is read all the same', async () => {
    expect((await send('GET', '/admin/v1/overview')).status).toBe(200);
  });

  test('readyz answers 503 in less than a second and livez 200', async () => {
    const ask = async () => {
      const answer = await fetch(`${whole.url}/readyz`);
      expect(answer.status).toBe(503);
      expect(((await answer.json()) as { problems: string[] }).problems).not.toHaveLength(0);
    };
    expect(await quickestOfThree(1000, ask)).toBeLessThan(1000);
    expect((await fetch(`${whole.url}/livez`)).status).toBe(200);
  });

  test('and after it goes on, the API heals by itself', async () => {
    process.kill(whole.redis.processId, 'SIGCONT');
    await untilReady();
    expect((await send('POST', '/v1/challenges', { channel: 'email', to: 'healed@example.com' })).status).toBe(201);
  });
});

test('the shards of another installation make it not ready, by name', async () => {
  await untilReady();
  await whole.opened.redis.set('{otpost}:shards', '32');
  const answer = await fetch(`${whole.url}/readyz`);
  expect(answer.status).toBe(503);
  expect(JSON.stringify(await answer.json())).toContain('32 shards');
  await whole.opened.redis.set('{otpost}:shards', '64');
});

test('a Redis that another installation works with makes it not ready, and says what to do', async () => {
  await untilReady();
  const own = await whole.opened.redis.getset('{otpost}:installation', 'another');
  const answer = await fetch(`${whole.url}/readyz`);
  expect(answer.status).toBe(503);
  expect(JSON.stringify(await answer.json())).toMatch(/Another installation.*REDIS_URL/);
  await whole.opened.redis.set('{otpost}:installation', own ?? '');
  await untilReady();
});
