import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { inPatienceOfWait } from '@otpost/test/servers/in-patience-of-wait';
import { newTestChallenge, openTestLive, type TestLive } from '@otpost/test/servers/open-test-live';
import { startTestRedis, type TestRedis } from '@otpost/test/servers/start-test-redis';
import { Redis } from 'ioredis';
import { openLive } from '../open-live.js';

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
  copy = new Redis(replica.url);
  const first = new Redis(primary.url);
  await until(async () => /slave0:.*state=online/.test(await first.info('replication')));
  first.disconnect();
  own = openTestLive(primary.url);
});
afterAll(async () => {
  own.close();
  copy.disconnect();
  await replica.stop();
  await primary.stop();
});

test('what was answered is on the replica: the primary may die at once', async () => {
  let promised = 0;
  const statusIs = async (id: string, status: string): Promise<void> => {
    promised += 1;
    expect(await copy.hget(`{s07}:${id}`, 'status')).toBe(status);
  };
  for (let i = 0; i < 50; i += 1) {
    const challenge = newTestChallenge();
    if (await inPatienceOfWait(() => own.live.challenges.create(challenge))) await statusIs(challenge.id, 'pending');
    const digests = [{ keyId: 'k1', digest: 'right' }];
    const answer = { id: challenge.id, applicationId: 'app_test', digests, request: '', failedChecksStop: 100 };
    if (await inPatienceOfWait(() => own.live.challenges.check(answer))) await statusIs(challenge.id, 'approved');
  }
  expect(promised).toBeGreaterThan(50);
  expect(await own.redis.info('commandstats')).toContain('cmdstat_wait:');
});

test('a replica that hangs delays the answer and forbids none, however many ask at once', async () => {
  // Shorter than if each of the fifty were waited for in its turn.
  const redis = new Redis(primary.url, { commandTimeout: 3000 });
  const subscriber = new Redis(primary.url);
  const live = openLive({ redis, subscriber, timeOffsetMilliseconds: 0 });
  await live.challenges.create(newTestChallenge());
  process.kill(replica.processId(), 'SIGSTOP');
  try {
    const created = await Promise.all(Array.from({ length: 50 }, () => live.challenges.create(newTestChallenge())));
    expect(new Set(created.map(({ kind }) => kind))).toEqual(new Set(['created']));
  } finally {
    process.kill(replica.processId(), 'SIGCONT');
    live.close();
    redis.disconnect();
    subscriber.disconnect();
  }
});
