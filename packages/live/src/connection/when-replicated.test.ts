import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { newTestChallenge, openTestLive, type TestLive } from '@otpost/test/servers/open-test-live';
import { startTestRedis, type TestRedis } from '@otpost/test/servers/start-test-redis';
import { Redis } from 'ioredis';

let primary: TestRedis;
let replica: TestRedis;
let own: TestLive;
let copy: Redis;

async function until(what: () => Promise<boolean> | boolean): Promise<void> {
  while (!(await what())) await new Promise((resolve) => setTimeout(resolve, 20));
}

beforeAll(async () => {
  primary = await startTestRedis({ settings: ['--repl-diskless-sync-delay', '0'] });
  replica = await startTestRedis({ settings: ['--replicaof', '127.0.0.1', String(primary.port)] });
  own = openTestLive(primary.url);
  copy = new Redis(replica.url);
  await until(async () => (await copy.info('replication')).includes('master_link_status:up'));
  // The live state looks at its server twice a second.
  await until(async () => {
    await own.live.challenges.create(newTestChallenge());
    return (await own.redis.info('commandstats')).includes('cmdstat_wait:');
  });
});
afterAll(async () => {
  own.close();
  copy.disconnect();
  await replica.stop();
  await primary.stop();
});

test('what was answered is on the replica: the primary may die at once', async () => {
  for (let i = 0; i < 50; i += 1) {
    const challenge = newTestChallenge();
    await own.live.challenges.create(challenge);
    expect(await copy.hget(`{s07}:${challenge.id}`, 'status')).toBe('pending');
    const digests = [{ keyId: 'k1', digest: 'right' }];
    await own.live.challenges.check({
      id: challenge.id,
      applicationId: 'app_test',
      digests,
      request: '',
      failedChecksStop: 100,
    });
    expect(await copy.hget(`{s07}:${challenge.id}`, 'status')).toBe('approved');
  }
});

test('a replica that hangs delays the answer and forbids none', async () => {
  process.kill(replica.processId(), 'SIGSTOP');
  expect((await own.live.challenges.create(newTestChallenge())).kind).toBe('created');
  process.kill(replica.processId(), 'SIGCONT');
});
