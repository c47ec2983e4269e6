import { readFileSync } from 'node:fs';
import { shardCount, shardOf } from '@otpost/core/ids';
import { addressKey, challengeKey } from '@otpost/live/connection/keys';
import { housePath } from '../house.js';
import type { BenchRedis } from '../processes/bench-redis.js';

const challengesPerStep = 500;

/**
 * Fills a Redis with copies of one pending challenge, spread evenly over the shards, each with its address and its place in
 * the watch set. The append-only file is off meanwhile and written anew at the end: a million commits one by one would take
 * minutes, and nobody measures the filling.
 */
export async function fillChallenges(redis: BenchRedis, templateId: string, count: number): Promise<void> {
  const { connection } = redis;
  const source = readFileSync(housePath('test/src/bench/growth/fill.lua'), 'utf8');
  const addressHash = (await connection.hget(challengeKey(templateId), 'address')) ?? '';
  const keys = [challengeKey(templateId), addressKey(shardOf(templateId) ?? 0, addressHash)];
  const perShard = Math.ceil(count / shardCount);
  await redis.withoutLog(async () => {
    for (let shard = 0; shard < shardCount; shard += 1) {
      const name = String(shard).padStart(2, '0');
      for (let first = 0; first < perShard; first += challengesPerStep) {
        const step = Math.min(challengesPerStep, perShard - first);
        await connection.eval(source, keys.length, ...keys, name, first, step);
      }
    }
  });
}
