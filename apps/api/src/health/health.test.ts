import { describe, expect, test } from '@jest/globals';
import { quickestOfThree } from '@otpost/test/servers/quickest-of-three';
import { settingsForTest } from '../testing/settings-for-test.js';
import { contextForTest, startTestApi } from '../testing/start-test-api.js';
import { livezRoute } from './livez.js';
import { type ReadinessProbe, readyzRoute } from './readyz.js';

const startWith = (probe: ReadinessProbe) =>
  startTestApi(contextForTest(settingsForTest([], [])), [livezRoute, readyzRoute(probe)]);

async function ask(path: string, probe: ReadinessProbe): Promise<{ status: number; body: unknown }> {
  const api = await startWith(probe);
  const answer = await fetch(`${api.url}${path}`);
  const body: unknown = await answer.json();
  await api.close();
  return { status: answer.status, body };
}

const never: ReadinessProbe = () => new Promise(() => undefined);

describe('health', () => {
  test('livez needs nothing but the process', async () => {
    expect(await ask('/livez', never)).toEqual({ status: 200, body: { status: 'alive' } });
  });

  test('readyz is 200 when nothing is missing', async () => {
    const answer = await ask('/readyz', async () => ({ problems: [], degraded: [] }));
    expect(answer).toEqual({ status: 200, body: { status: 'ready' } });
  });

  test('readyz stays 200 while only the store is down, and says so', async () => {
    const answer = await ask('/readyz', async () => ({ problems: [], degraded: ['store'] }));
    expect(answer).toEqual({ status: 200, body: { status: 'ready', degraded: ['store'] } });
  });

  test('readyz is 503 with the reasons when something is wrong', async () => {
    const answer = await ask('/readyz', async () => ({ problems: ['Redis does not answer'], degraded: [] }));
    expect(answer).toEqual({ status: 503, body: { status: 'not_ready', problems: ['Redis does not answer'] } });
  });

  test('readyz answers 503 in less than a second when the look itself hangs', async () => {
    const api = await startWith(never);
    const look = async () => {
      const answer = await fetch(`${api.url}/readyz`);
      expect([answer.status, await answer.json()]).toMatchObject([503, { status: 'not_ready' }]);
    };
    expect(await quickestOfThree(1000, look)).toBeLessThan(1000);
    await api.close();
  });
});
