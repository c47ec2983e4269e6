import { execFile } from 'node:child_process';
import { env } from 'node:process';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { shardCount } from '@otpost/core/ids';
import { Redis } from 'ioredis';
import { inPatienceOfWait } from '../servers/in-patience-of-wait.js';
import { newPlace, newTestChallenge, openTestLive } from '../servers/open-test-live.js';
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
    env: { PATH: env['PATH'], OTPOST_TEST_REDIS_CLUSTER_URL: redisClusterUrl },
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
}, 240_000);

test('what was answered is on the replica of its own master: any of them may die at once', async () => {
  const own = openTestLive(cluster.url);
  const servers = cluster.nodes.map(({ url }) => new Redis(url, { readOnly: true }));
  /** From whichever replica has the key; the others answer MOVED. */
  const statusOnReplica = async (key: string): Promise<string | null | undefined> => {
    const answers = await Promise.allSettled(servers.slice(-3).map((replica) => replica.hget(key, 'status')));
    return answers.find((answer) => answer.status === 'fulfilled')?.value;
  };
  try {
    let promised = 0;
    for (let shard = 0; shard < shardCount; shard += 1) {
      const challenge = newTestChallenge({ place: newPlace(shard) });
      if (!(await inPatienceOfWait(() => own.live.challenges.create(challenge)))) continue;
      promised += 1;
      const key = `{s${String(shard).padStart(2, '0')}}:${challenge.id}`;
      expect([shard, await statusOnReplica(key)]).toEqual([shard, 'pending']);
    }
    expect(promised).toBeGreaterThan(shardCount / 2);
    const waited = await Promise.all(servers.slice(0, 3).map((master) => master.info('commandstats')));
    expect(waited.map((stats) => /cmdstat_wait:calls=[1-9]/.test(stats))).toEqual([true, true, true]);
  } finally {
    own.close();
    for (const server of servers) server.disconnect();
  }
}, 30_000);
