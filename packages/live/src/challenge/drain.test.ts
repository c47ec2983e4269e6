import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { walkShards } from '@otpost/core/walk-shards';
import { newPlace, newTestChallenge, openTestLive, type TestLive } from '@otpost/test/servers/open-test-live';
import { startTestRedis, type TestRedis } from '@otpost/test/servers/start-test-redis';
import type { Redis } from 'ioredis';

let redis: TestRedis;
let own: TestLive;

beforeAll(async () => {
  redis = await startTestRedis();
  own = openTestLive(redis.url);
});
afterAll(async () => {
  own.close();
  await redis.stop();
});

/** The most commands that were under way at once; each still goes to Redis. */
function watchCommandsAtOnce(): () => number {
  let now = 0;
  let most = 0;
  const server = own.redis as Redis;
  const send = server.sendCommand.bind(server);
  server.sendCommand = (command, stream) => {
    now += 1;
    most = Math.max(most, now);
    const answer = send(command, stream);
    void Promise.resolve(answer)
      .catch(() => undefined)
      .finally(() => {
        now -= 1;
      });
    return answer;
  };
  return () => most;
}

const drainAll = () =>
  walkShards(async (shard, from) => {
    const { cursor, drained } = await own.live.challenges.drain(shard, 'email', from);
    return { cursor, count: drained };
  });

test('a backlog is drained whole, by few commands at once, so that the requests beside it are answered', async () => {
  const shards = 16;
  const perShard = 60;
  for (let shard = 0; shard < shards; shard += 1) {
    const made = Array.from({ length: perShard }, () => newTestChallenge({ place: newPlace(shard) }));
    await Promise.all(made.map((challenge) => own.live.challenges.create(challenge)));
  }
  const mostAtOnce = watchCommandsAtOnce();
  expect(await drainAll()).toBe(shards * perShard);
  expect(mostAtOnce()).toBeGreaterThan(1);
  expect(mostAtOnce()).toBeLessThan(250);
  expect(await drainAll()).toBe(0);
});
