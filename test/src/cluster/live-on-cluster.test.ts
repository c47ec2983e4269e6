import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startTestRedisCluster, type TestRedisCluster } from '../servers/start-test-redis-cluster.js';

const house = fileURLToPath(new URL('../../../', import.meta.url));
/** Not those of a full, a hung and a replicated Redis, which begin by starting one of their own. */
const suites = 'packages/live/src/(breaker|challenge|limits|page-session|user-challenge)/';
const fewestTests = 70;
const longestComplaint = 4000;

let cluster: TestRedisCluster;

beforeAll(async () => {
  cluster = await startTestRedisCluster();
}, 60_000);
afterAll(() => cluster?.stop(), 30_000);

interface Run {
  readonly success: boolean;
  readonly numPassedTests: number;
  readonly testResults: readonly { readonly message: string }[];
}

function runSuites(redisClusterUrl: string): Promise<Run> {
  const jest = ['--experimental-vm-modules', 'node_modules/jest/bin/jest.js', '--runInBand', '--json', suites];
  const options = {
    cwd: house,
    env: { PATH: process.env['PATH'], OTPOST_TEST_REDIS_CLUSTER_URL: redisClusterUrl },
    maxBuffer: 2 ** 26,
  };
  return new Promise((resolve) => {
    // It ends with 1 when a test fails, which its answer says as well.
    execFile(process.execPath, jest, options, (_error, answer) => resolve(JSON.parse(answer) as Run));
  });
}

test('every suite of the live state passes on a cluster: no script and no read spans two slots', async () => {
  const { success, numPassedTests, testResults } = await runSuites(cluster.url);
  const complaints = testResults.map(({ message }) => message).join('');
  expect(complaints.slice(0, longestComplaint)).toBe('');
  expect(success).toBe(true);
  expect(numPassedTests).toBeGreaterThanOrEqual(fewestTests);
}, 120_000);
